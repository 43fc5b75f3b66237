"""Tickets as their senders write them, and a way to have one in the database."""

from typing import Any

from shared.contracts.status import UpdateStatus
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.testing import service_client
from shared.testing.messages import deliver, outbox_messages
from ticket_service.tickets.models import Ticket


def by_title(**changes: Any) -> dict[str, Any]:
    """HDTS's shape with `title`."""
    return {
        "ticket_id": "HDTS-1",
        "title": "No network at my desk",
        "description": "The socket is dead since this morning.",
        "category": "IT Support",
        "sub_category": "Network",
        "department": "Operations",
        "priority": "low",
        "requester_email": "ana.cruz@example.com",
        "requester_name": "Ana Cruz",
    } | changes


def by_subject(**changes: Any) -> dict[str, Any]:
    """HDTS's shape with `subject` and `employee`."""
    return {
        "ticket_number": "HD-2026-1",
        "subject": "Cannot open the mailbox",
        "description": "It says that I have no right to.",
        "category": "IT Support",
        "subcategory": "Access",
        "department": "IT",
        "priority": "High",
        "employee": {"id": 101, "name": "Ben Okafor", "email": "ben.okafor@example.com"},
        "source_service": "hdts",
    } | changes


def gateway() -> Any:
    """An API client that may hand in tickets."""
    return service_client("hdts_bridge", "tickets.write")


def hand_in(**changes: Any) -> Ticket:
    """A ticket in the database, taken in over HTTP."""
    answer = gateway().post("/send/", by_title(**changes))
    assert answer.status_code in (200, 201), answer.json()
    return Ticket.objects.get(number=answer.json()["ticket_number"])


def report(ticket: Ticket, status: str, version: int = 1, **more: Any) -> None:
    """Let workflow_api report the status of a ticket."""
    deliver(UpdateStatus(ticket_id=ticket.number, status=status, version=version, **more))


def handed_over() -> list[dict[str, Any]]:
    """The tickets on their way to workflow_api, alone or together with others."""
    alone = [message.payload for message in outbox_messages(ReceiveTicket) if message.payload]
    return alone + [one for m in outbox_messages(ReceiveTickets) for one in m.tickets]
