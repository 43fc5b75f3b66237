"""Tickets from the broker: from ticket_service, or directly from HDTS."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from shared import context
from shared.broker.topology import queue_named
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.contracts.workflow import LookAgain, RouteWaiting
from shared.errors import Conflict, DomainError
from shared.gathering import gathered
from shared.inbox.arrival import Arrived
from shared.inbox.failures import Reason, set_aside
from shared.inbox.registry import handles, handles_together
from shared.outbox.services import publish
from workflow_api.tickets import reading, routing, services


@handles_together(ReceiveTicket)
def receive_tickets_together(arrived: Sequence[Arrived[ReceiveTicket]]) -> None:
    services.admit_all([_arrival(one) for one in arrived])


def _arrival(one: Arrived[ReceiveTicket]) -> reading.Arrival:
    with context.bound(one.context):
        reading.check_signature(one.message.payload or one.message.ticket_data)
        return reading.read(one.message, is_direct=reading.came_directly())


@handles(ReceiveTickets, alone=True)
def receive_tickets(message: ReceiveTickets) -> None:
    """Admit every good ticket; a bad one becomes a dead letter of its own."""
    reading.check_signature(message.tickets)
    good = list(_good_ones(message.tickets))
    try:
        with transaction.atomic(), gathered():
            services.admit_all([arrival for _, arrival in good])
    except Conflict:
        for ticket, arrival in good:
            _admit_alone(ticket, arrival)


def _admit_alone(ticket: dict[str, Any], arrival: reading.Arrival) -> None:
    try:
        with transaction.atomic(), gathered():
            services.admit(arrival)
    except Conflict as error:
        _set_aside(ticket, error)


def _good_ones(
    tickets: list[dict[str, Any]],
) -> Iterator[tuple[dict[str, Any], reading.Arrival]]:
    for ticket in tickets:
        one = ReceiveTicket(payload=ticket)
        try:
            yield ticket, reading.read(one, is_direct=reading.came_directly())
        except DomainError as error:
            _set_aside(ticket, error)


def _set_aside(ticket: dict[str, Any], error: DomainError) -> None:
    one = ReceiveTicket(payload=ticket)
    set_aside(one, queue_named(one.QUEUE), Reason(error.code, error.message, error.details))


@handles(RouteWaiting)
def route_waiting(message: RouteWaiting) -> None:
    """Route what waited for a version, a bounded number per transaction."""
    if routing.route_matching(message.version_id):
        publish(message)


@handles(LookAgain)
def look_again(message: LookAgain) -> None:
    """Route a ticket that began to wait while its workflow went live, and what waits before it."""
    version_id = routing.version_for(message.ticket_id)
    if version_id and routing.route_matching(version_id):
        publish(RouteWaiting(version_id=version_id))
