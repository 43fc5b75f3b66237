"""The ticket: two documented shapes come in, one canonical ticket goes on."""

from dataclasses import dataclass
from typing import Any, ClassVar

from shared.contracts.base import Message
from shared.contracts.canonical import (
    CONTENT,
    HDTS_PRIORITY_MAP,
    PRIORITIES,
    CanonicalTicket,
    InvalidTicket,
    normalise,
)

__all__ = [
    "CONTENT",
    "HDTS_PRIORITY_MAP",
    "PRIORITIES",
    "CanonicalTicket",
    "InvalidTicket",
    "ReceiveTicket",
    "ReceiveTickets",
    "normalise",
]

QUEUE = "TICKET_TASKS_PRODUCTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTicket(Message):
    """One ticket under either documented keyword; it may be wrapped as `{"ticket": {…}}`."""

    TASK: ClassVar[str] = "tickets.tasks.receive_ticket"
    QUEUE: ClassVar[str] = QUEUE

    payload: dict[str, Any] | None = None
    ticket_data: dict[str, Any] | None = None

    def raw(self) -> dict[str, Any]:
        """The ticket as sent, unwrapped."""
        given = self.payload if self.payload is not None else self.ticket_data
        given = given or {}
        inner = given.get("ticket")
        return inner if isinstance(inner, dict) else given


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTickets(Message):
    """At most 500 tickets; each is judged alone."""

    TASK: ClassVar[str] = "tickets.tasks.receive_tickets"
    QUEUE: ClassVar[str] = QUEUE

    tickets: list[dict[str, Any]]
