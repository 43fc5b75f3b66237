"""Roles and their members, from auth_service to everybody who assigns work."""

from dataclasses import dataclass
from typing import Any, ClassVar

from shared.contracts.base import Message

QUEUE = "TTS_ROLE_SYNC_QUEUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRole(Message):
    """`{"role": {id, name, system, description, permissions, is_active, version}}`."""

    TASK: ClassVar[str] = "tts.role.sync"
    QUEUE: ClassVar[str] = QUEUE

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncAssignment(Message):
    """`{"user_system_role": {user_id, role_id, role_name, system, …, is_active, version}}`."""

    TASK: ClassVar[str] = "tts.user_system_role.sync"
    QUEUE: ClassVar[str] = QUEUE

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncAvailability(Message):
    """`{"availability": {user_id, time_zone, shifts, leaves, version}}`: all that is to come.

    A person without shifts works at any hour; `weekday` is 1 for Monday, and a shift that does
    not end after it starts ends on the next day.
    """

    TASK: ClassVar[str] = "tts.availability.sync"
    QUEUE: ClassVar[str] = QUEUE

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncLegacy(Message):
    """The older form: a role, or a person with all roles at once; carries no version."""

    TASK: ClassVar[str] = "workflow.role.sync"
    QUEUE: ClassVar[str] = QUEUE

    role_data: dict[str, Any] | None = None
    user_data: dict[str, Any] | None = None
