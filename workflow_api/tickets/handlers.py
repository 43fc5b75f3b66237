"""Tickets from the broker: from ticket_service, or directly from HDTS."""

from collections.abc import Iterator
from typing import Any

from shared.broker.topology import queue_named
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.contracts.workflow import RouteWaiting
from shared.errors import DomainError
from shared.inbox.failures import Reason, set_aside
from shared.inbox.registry import handles
from shared.outbox.services import publish
from workflow_api.tickets import reading, services, unrouted


@handles(ReceiveTicket)
def receive_ticket(message: ReceiveTicket) -> None:
    reading.check_signature(message.payload or message.ticket_data)
    services.admit(reading.read(message.raw(), is_direct=reading.came_directly()))


@handles(ReceiveTickets)
def receive_tickets(message: ReceiveTickets) -> None:
    """Admit every good ticket; a bad one becomes a dead letter of its own."""
    reading.check_signature(message.tickets)
    services.admit_all(list(_good_ones(message.tickets)))


def _good_ones(tickets: list[dict[str, Any]]) -> Iterator[reading.Arrival]:
    for ticket in tickets:
        one = ReceiveTicket(payload=ticket)
        try:
            yield reading.read(one.raw(), is_direct=reading.came_directly())
        except DomainError as error:
            reason = Reason(error.code, error.message, error.details)
            set_aside(one, queue_named(one.QUEUE), reason)


@handles(RouteWaiting)
def route_waiting(message: RouteWaiting) -> None:
    """Route what waited for a version, a bounded number per transaction."""
    if unrouted.route_matching(message.version_id):
        publish(message)
