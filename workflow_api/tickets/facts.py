"""A ticket as conditions see it."""

from typing import Any

from workflow_api.tickets.models import WorkflowTicket


def facts_of(ticket: WorkflowTicket) -> dict[str, Any]:
    """What conditions may ask about a ticket: its details, and above them its own fields."""
    canonical = ticket.canonical
    requester = canonical["requester"]
    return {
        **canonical["details"],
        "subject": ticket.subject,
        "category": ticket.category,
        "sub_category": ticket.sub_category,
        "department": ticket.department,
        "priority": ticket.priority,
        "source_service": ticket.source_service,
        "requester_name": requester.get("name"),
        "requester_email": requester.get("email"),
    }
