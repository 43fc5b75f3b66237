"""Hints for open screens. The data itself is in its owner's database."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from shared.contracts.base import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PushEvent(Message):
    """`stream` is `ticket:<number>` or `user:<id>`; `event_id` is a UUID."""

    TASK: ClassVar[str] = "messaging.push_event"
    QUEUE: ClassVar[str] = "REALTIME_EVENTS_QUEUE"

    event_id: str
    stream: str
    type: str
    data: dict[str, Any] = field(default_factory=dict)
