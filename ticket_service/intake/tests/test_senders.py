import pytest

from shared.contracts.tickets import ReceiveTicket
from shared.testing import make_client, person, service_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_title

pytestmark = pytest.mark.django_db


def form(**changes):
    body = by_title(**changes)
    for name in ("ticket_id", "requester_email", "requester_name"):
        if name not in changes:
            del body[name]
    return body


def test_nobody_hands_in_a_ticket_without_saying_who_they_are():
    answer = make_client().post("/send/", by_title())

    assert (answer.status_code, answer.json()["code"]) == (401, "AUTH_FAILED")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_where_no_signature_is_required_the_help_desk_needs_none(settings):
    settings.HDTS_REQUIRE_SIGNATURE = False

    answer = make_client().post("/send/", by_title())

    assert answer.status_code == 201
    assert Ticket.objects.get().source_service == "hdts"


def test_without_signature_nothing_can_be_read_even_where_none_is_required(settings):
    settings.HDTS_REQUIRE_SIGNATURE = False

    assert make_client().get("/tickets/").status_code == 401


def test_a_service_needs_the_scope():
    answer = service_client("reporting", "tickets.read").post("/send/", by_title())

    assert (answer.status_code, answer.json()["code"]) == (403, "PERMISSION_DENIED")


def test_a_requesters_ticket_is_theirs_and_means_its_priority():
    answer = make_client(ANA).post("/tickets/", form(priority="low"))

    ticket = Ticket.objects.get()
    assert answer.status_code == 201
    assert ticket.number == answer.json()["ticket_number"]
    assert ticket.number.startswith("TKT-")
    assert (ticket.source_service, ticket.priority) == ("portal", "low")
    assert ticket.requester == {"id": ANA.id, "name": ANA.full_name, "email": ANA.email}
    [message] = outbox_messages(ReceiveTicket)
    assert message.raw()["external_id"] == ticket.number


@pytest.mark.parametrize("caller", [ANA, AUDITOR, person(30, "guest")], ids=lambda c: c.username)
def test_a_requester_cannot_submit_for_somebody_else(caller):
    body = form(requester_email="ben.okafor@example.com", employee={"email": "x@example.com"})

    make_client(caller).post("/tickets/", body)

    assert Ticket.objects.get().requester["email"] == caller.email


@pytest.mark.parametrize("caller", [ALICE, ADMIN], ids=lambda caller: caller.username)
def test_staff_may_submit_on_behalf_of_a_requester(caller):
    body = form(employee={"id": 22, "name": "Ben Okafor", "email": "ben.okafor@example.com"})

    make_client(caller).post("/tickets/", body)

    ticket = Ticket.objects.get()
    assert ticket.source_service == "portal"
    assert ticket.requester["email"] == "ben.okafor@example.com"


def test_staff_who_name_nobody_are_the_requester():
    make_client(ALICE).post("/tickets/", form())

    assert Ticket.objects.get().requester["email"] == ALICE.email


@pytest.mark.parametrize("name", ["ticket_id", "ticket_number", "original_ticket_id"])
@pytest.mark.parametrize("caller", [ANA, ALICE], ids=lambda caller: caller.username)
def test_people_cannot_choose_the_id_of_a_ticket(caller, name):
    answer = make_client(caller).post("/tickets/", form() | {name: "HDTS-1"})

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == [name]


def test_an_admin_may_enter_the_help_desks_ticket_under_its_id():
    answer = make_client(ADMIN).post("/send/", by_title())

    ticket = Ticket.objects.get(number="HDTS-1")
    assert answer.status_code == 201
    assert (ticket.source_service, ticket.priority) == ("hdts", "medium")


def test_a_person_cannot_pretend_to_be_another_system():
    make_client(ANA).post("/tickets/", form(source_service="hdts", schema="tts.ticket/1"))

    assert Ticket.objects.get().source_service == "portal"
