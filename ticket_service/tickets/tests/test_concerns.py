"""domain.md's "see a ticket", each person and way in which it is their affair, by what workflow_api
reported: no list and no detail asks it."""

from typing import Any

import pytest

from shared.testing import make_client, person, token_of
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, BOB, CAROL, COORDINATOR, MANAGER
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import hand_in, report

pytestmark = pytest.mark.django_db

OTHER_COORDINATOR = person(5, "coordinator2", "Ticket Coordinator")
HEAD = person(6, "head", "Manager")
NOBODY = person(99, "stranger")
# In the words of a report: Carol works, Bob did, the coordinator coordinates, a comment addresses
# another one, and IT Support has it in its queue.
CONCERNED: dict[str, Any] = {
    "assignee": {"id": CAROL.id, "name": "Carol"},
    "coordinator_id": COORDINATOR.id,
    "participants": [41],
    "queue_roles": ["IT Support"],
    "mentioned": [51, ANA.id + 500],
}
FORMER_WORKER = person(41, "carl", "Asset Custodian")
ADDRESSED = person(51, "dora", "Budget Analyst")


def client_of(who, **claims):
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **claims)}")
    return client


def sees(client, number="HDTS-1"):
    """Whether the list, the ticket and its timeline show it; they have to agree."""
    listed = [row["ticket_number"] for row in client.get("/tickets/").json()["results"]]
    alone = [client.get(f"/tickets/{number}/{part}").status_code for part in ("", "timeline/")]
    assert alone in ([200, 200], [404, 404])
    assert (number in listed) is (alone == [200, 200])
    return number in listed


ELSEWHERE = person(62, "x", "IT Support", system="AMS")
CELLS = [
    ("an admin sees all", ADMIN, {}, True),
    ("an auditor sees all", AUDITOR, {}, True),
    ("a manager sees the department's", MANAGER, {"department": "operations"}, True),
    ("a manager of another department does not", HEAD, {"department": "HR"}, False),
    ("a manager without department does not", MANAGER, {}, False),
    ("the coordinator sees what they coordinate", COORDINATOR, {}, True),
    ("another coordinator does not", OTHER_COORDINATOR, {}, False),
    ("the assignee sees it", CAROL, {}, True),
    ("whoever worked on it before sees it", FORMER_WORKER, {}, True),
    ("a member of the role in whose queue it waits sees it", ALICE, {}, True),
    ("a member of another role does not", person(61, "elsa", "Budget Approver"), {}, False),
    ("a role of that name elsewhere opens no queue", ELSEWHERE, {}, False),
    ("whom a comment addresses sees it", ADDRESSED, {}, True),
    ("a requester whom a comment addresses does not", person(521, "r", "Requester"), {}, False),
    ("its requester sees it", ANA, {}, True),
    ("another requester does not", person(22, "ben", "Requester"), {}, False),
    ("somebody without a role does not", NOBODY, {}, False),
]


@pytest.mark.parametrize(
    ("who", "claims", "seen"), [cell[1:] for cell in CELLS], ids=[cell[0] for cell in CELLS]
)
def test_who_sees_a_ticket(workflow, who, claims, seen):
    report(hand_in(department="Operations"), "in_progress", **CONCERNED)

    assert sees(client_of(who, **claims)) is seen
    assert not (seen and workflow.asked)


def test_a_queue_is_over_when_the_ticket_goes_on(workflow):
    ticket = hand_in()
    report(ticket, "open", 1, queue_roles=["IT Support"], participants=[])
    report(ticket, "open", 2, queue_roles=["Network Engineer"], participants=[BOB.id])

    assert [sees(make_client(who)) for who in (ALICE, BOB, CAROL)] == [False, True, True]


def test_a_late_report_opens_nothing_but_the_ticket_to_those_it_says_are_addressed(workflow):
    ticket = hand_in()
    report(ticket, "resolved", 5, queue_roles=[], participants=[CAROL.id], mentioned=[])
    report(ticket, "open", 4, queue_roles=["IT Support"], participants=[41], mentioned=[51])

    people = (ALICE, CAROL, FORMER_WORKER, ADDRESSED)
    assert [sees(make_client(who)) for who in people] == [False, True, False, True]


def test_whom_a_comment_addressed_sees_the_ticket_whatever_is_reported_later(workflow):
    ticket = hand_in()
    report(ticket, "open", 1, participants=[], mentioned=[ADDRESSED.id])
    report(ticket, "resolved", 2, participants=[], mentioned=[])

    assert sees(make_client(ADDRESSED))


def test_a_report_that_is_said_again_tells_whose_affair_it_is_and_nothing_else(workflow):
    ticket = hand_in()
    report(ticket, "open", 3, step="Diagnose")

    report(ticket, "open", 3, step="Diagnose", **CONCERNED)

    assert sees(make_client(ALICE))
    assert ticket.status_changes.count() == 1


def test_an_older_sender_knows_of_nobody_else_and_takes_nothing_away(workflow):
    ticket = hand_in()
    report(ticket, "open", 1)
    report(ticket, "open", 2, **CONCERNED)

    report(ticket, "open", 2)

    assert sees(make_client(ALICE))


def test_what_concerns_somebody_is_listed_at_a_constant_number_of_queries(
    django_assert_num_queries,
):
    for n in range(12):
        report(hand_in(ticket_id=f"HDTS-{n}"), "in_progress", **CONCERNED)

    for who in (ALICE, COORDINATOR, FORMER_WORKER, ADDRESSED):
        with django_assert_num_queries(2):
            answer = make_client(who).get("/tickets/?page_size=11").json()
        assert (answer["count"], len(answer["results"])) == (12, 11)


def test_the_ones_of_a_queue_are_found_by_an_index():
    Ticket.objects.bulk_create(_many(hand_in()))

    plan = Ticket.objects.visible_to(ALICE).explain()

    assert "ticket_by_concern" in plan


def _many(ticket):
    for n in range(2000):
        names = [f.attname for f in Ticket._meta.concrete_fields if not f.primary_key]
        fields = {name: getattr(ticket, name) for name in names}
        yield Ticket(**fields | {"number": f"N-{n}", "external_id": f"N-{n}"})
