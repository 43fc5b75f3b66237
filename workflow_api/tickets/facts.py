"""A ticket as conditions see it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from workflow_api.tickets.models import WorkflowTicket

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def facts_of(ticket: WorkflowTicket, filled: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
    """What conditions may ask about a ticket: its details, and above them its own fields.

    What was `filled` in at steps counts before the details, and where the ticket's own are empty.
    """
    own = _own(ticket)
    said = {name: value for name, value in own.items() if value not in (None, "")}
    return {**own, **ticket.canonical["details"], **filled, **said}


def _own(ticket: WorkflowTicket) -> dict[str, Any]:
    requester = ticket.canonical["requester"]
    return {
        "subject": ticket.subject,
        "category": ticket.category,
        "sub_category": ticket.sub_category,
        "department": ticket.department,
        "priority": ticket.priority,
        "source_service": ticket.source_service,
        "requester_name": requester.get("name"),
        "requester_email": requester.get("email"),
    }
