"""domain.md's permission table, cell by cell, over the endpoints of this service."""

import dataclasses
from typing import Any

import pytest

from shared.identity.caller import Caller
from shared.identity.rights import Kind, Reach
from shared.testing import make_client, token_of
from shared.testing.matrix import DEPARTMENT, Case, Persona, caller, cases, try_it
from shared.testing.people import person
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import hand_in, report

pytestmark = pytest.mark.django_db


def _relate(ticket: Ticket, case: Case) -> Caller:
    """Whoever has the role, with as much to do with the ticket as such a person usually has."""
    who = person(7001, "somebody", case.role)
    if case.kind is Kind.AGENT:
        Ticket.objects.update(assignee_id=who.id, assignee_name=who.full_name)
    if case.kind is Kind.COORDINATOR:
        report(ticket, "open", coordinator_id=who.id, participants=[])
    if case.kind is Kind.REQUESTER:
        Ticket.objects.update(requester_email=who.email)
    if case.kind is Kind.MANAGER:
        return dataclasses.replace(who, claims={"department": DEPARTMENT.upper()})
    return who


def _about_a_ticket(case: Case) -> tuple[Any, str]:
    ticket = hand_in(department=DEPARTMENT, requester_email="ana.cruz@example.com")
    if case.persona is Persona.ANONYMOUS:
        return make_client(), ticket.number
    if case.persona is Persona.FOREIGN:
        # Admins and Auditors see all tickets, unless they are such in another system.
        system = "AMS" if case.reach is Reach.ALL else "TTS"
        return make_client(person(7002, "foreigner", case.role, system=system)), ticket.number
    who = _relate(ticket, case)
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    return client, ticket.number


@pytest.mark.parametrize("case", cases("ticket_service"))
def test_a_cell_holds(case, workflow):
    client, row = make_client(caller(case)), ""
    if case.about_a_row:
        client, row = _about_a_ticket(case)

    case.check(try_it(client, case.endpoint, row))
