"""The story of a ticket: what its sender said, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from ticket_service.intake.models import Submission
from ticket_service.intake.senders import PORTAL
from ticket_service.status.models import StatusChange
from ticket_service.tickets.models import Ticket, TicketStatus

# What people call the systems that hand tickets in; others by the word they use of themselves.
SOURCE_NAMES: Final = {"hdts": "the help desk (HDTS)", PORTAL: "the portal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of the content: as it was, and as it was sent later."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`kind`: created, updated, amended or status. `changes` of an amendment are not applied."""

    at: datetime
    kind: str
    text: str
    status: str = ""
    step: str = ""
    assignee: dict[str, Any] | None = None
    eta: datetime | None = None
    eta_latest: datetime | None = None
    changes: list[Change] = field(default_factory=list)


def timeline(ticket: Ticket) -> list[Event]:
    """Every event of the ticket, oldest first."""
    submissions = [_submission(ticket, row) for row in ticket.submissions.order_by("revision")]
    changes = [_status_change(row) for row in ticket.status_changes.order_by("version")]
    return sorted([*submissions, *changes], key=lambda event: event.at)


def _submission(ticket: Ticket, row: Submission) -> Event:
    fields = ", ".join(row.changes).replace("_", " ") or "nothing that differs from the ticket"
    source = SOURCE_NAMES.get(ticket.source_service, ticket.source_service)
    text = {
        Submission.Outcome.CREATED: f"Received from {source}",
        Submission.Outcome.UPDATED: f"Changed by {source}: {fields}",
        Submission.Outcome.AMENDED: f"A change of {source} came after work had started "
        f"and was not applied: {fields}",
    }[Submission.Outcome(row.outcome)]
    changes = [Change(field=name, before=a, after=b) for name, (a, b) in row.changes.items()]
    return Event(at=row.received_at, kind=row.outcome, text=text, changes=changes)


def _status_change(row: StatusChange) -> Event:
    person = f"with {row.assignee_name}" if row.assignee_name else ""
    parts = [_word(row), row.step, person]
    known = row.assignee_id is not None
    return Event(
        at=row.received_at,
        kind="status",
        text=" · ".join(part for part in parts if part),
        status=row.status,
        step=row.step,
        assignee={"id": row.assignee_id, "name": row.assignee_name} if known else None,
        eta=row.eta,
        eta_latest=row.eta_latest,
    )


def _word(row: StatusChange) -> str:
    """Requesters read the timeline: how a ticket is routed is no word of theirs."""
    waits = row.status == TicketStatus.UNROUTED
    return "Waits for a team" if waits else row.get_status_display()
