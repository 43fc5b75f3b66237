"""How tickets fare."""

from datetime import datetime

from shared import context
from shared.observability.stored import Event, StoredCounter, StoredHistogram
from workflow_api.tickets.models import WorkflowTicket

TICKETS = StoredCounter(
    "tts_tickets", "Tickets routed, unrouted, completed, rejected or cancelled.", ["outcome"]
)
ASSIGNMENT_SECONDS = StoredHistogram(
    "tts_assignment_latency_seconds",
    "From the receipt of a ticket until its first step belongs to somebody.",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200),
)


def assignment_of(ticket: WorkflowTicket, now: datetime) -> Event:
    """The first step of a ticket belongs to somebody since `now`."""
    return ASSIGNMENT_SECONDS.of(max(0.0, (now - _receipt(ticket)).total_seconds()))


def _receipt(ticket: WorkflowTicket) -> datetime:
    """When ticket_service acknowledged it, as its message says; else when it came to us."""
    message = context.current()
    if message.source != "ticket_service":
        return ticket.received_at
    try:
        stamp = datetime.fromisoformat(str(message.headers.get("timestamp")))
    except ValueError:
        return ticket.received_at
    return stamp if stamp.tzinfo else ticket.received_at
