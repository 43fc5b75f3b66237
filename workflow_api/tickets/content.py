"""How a canonical ticket lies in the columns of its snapshot."""

from typing import Any

from shared.contracts.tickets import CONTENT, CanonicalTicket
from workflow_api.tickets.models import WorkflowTicket


def columns(ticket: CanonicalTicket) -> dict[str, Any]:
    return {
        "canonical": ticket.as_payload(),
        "digest": ticket.digest(),
        "subject": ticket.subject,
        "requester_email": ticket.requester["email"].lower(),
        "category": ticket.category,
        "sub_category": ticket.sub_category,
        "department": ticket.department,
        "priority": ticket.priority,
        "submitted_at": ticket.submitted_at,
    }


def changed_fields(known: dict[str, Any], ticket: CanonicalTicket) -> list[str]:
    """Names of the canonical fields in which `ticket` differs from a stored payload."""
    new = ticket.as_payload()
    return [name for name in CONTENT if known.get(name) != new[name]]


def overwrite(snapshot: WorkflowTicket, ticket: CanonicalTicket) -> None:
    """Take the new content over; the moment of submission stays that of the first message."""
    new = {**columns(ticket), "submitted_at": snapshot.submitted_at}
    for name, value in new.items():
        setattr(snapshot, name, value)
    snapshot.canonical["submitted_at"] = snapshot.submitted_at.isoformat()
    snapshot.save(update_fields=list(new))
