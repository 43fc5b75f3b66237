"""What makes open pages of a ticket read it anew."""

import uuid
from typing import Any

from shared.contracts.realtime import PushEvent
from ticket_service.tickets.models import Ticket


def changed(ticket: Ticket) -> PushEvent:
    """The ticket, or what hangs on it, is not as it was."""
    return _hint(ticket, status=ticket.status, step=ticket.step)


def corrected(ticket: Ticket) -> PushEvent:
    """Somebody in workflow_api put its content right."""
    return _hint(ticket, kind="corrected")


def _hint(ticket: Ticket, **facts: Any) -> PushEvent:
    return PushEvent(
        event_id=str(uuid.uuid4()),
        stream=f"ticket:{ticket.number}",
        type="ticket_update",
        data={"ticket_number": ticket.number, **facts},
    )
