"""What HDTS and the requester see of a ticket's progress."""

from dataclasses import dataclass
from typing import Any, ClassVar

from shared.contracts.base import Message

STATUSES = (
    "new",
    "open",
    "in_progress",
    "pending_external",
    "on_hold",
    "resolved",
    "closed",
    "rejected",
    "unrouted",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateStatus(Message):
    """`ticket_id` is the ticket's number; an older `version` arriving late is ignored.

    `eta` is when such tickets are typically done from here on, `eta_latest` by when nine of ten
    are; both are empty where history is too short to say.

    `ticket` is the canonical ticket of one that ticket_service has never seen, because HDTS put it
    on the broker itself.

    The last four say whose affair the ticket is besides its requester's and assignee's: who
    coordinates it, the roles in whose queue it waits, who else works or worked on it, and whom
    comments address. A sender that leaves them out knows nothing of them.
    """

    TASK: ClassVar[str] = "ticket_service.update_status"
    QUEUE: ClassVar[str] = "TICKET_STATUS_QUEUE"

    ticket_id: str
    status: str
    version: int
    step: str | None = None
    assignee: dict[str, Any] | None = None
    eta: str | None = None
    eta_latest: str | None = None
    ticket: dict[str, Any] | None = None
    coordinator_id: int | None = None
    queue_roles: list[str] | None = None
    participants: list[int] | None = None
    mentioned: list[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectTicket(Message):
    """An Admin put a ticket right before its workflow began; `changes` is field → value.

    `version` rises with every correction of a ticket. `revision` is the sender's content that was
    corrected: newer content wins.
    """

    TASK: ClassVar[str] = "ticket_service.correct_ticket"
    QUEUE: ClassVar[str] = "TICKET_STATUS_QUEUE"

    ticket_id: str
    version: int
    revision: int
    changes: dict[str, Any]
    by_name: str
    reason: str
