import pytest

from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ANA, BEN
from ticket_service.tickets.tests.factories import hand_in

pytestmark = pytest.mark.django_db


def test_my_tickets_are_those_i_asked_for_newest_first():
    hand_in(ticket_id="HDTS-1", requester_email="ana.cruz@example.com")
    hand_in(ticket_id="HDTS-2", requester_email="ben.okafor@example.com")
    hand_in(ticket_id="HDTS-3", requester_email="ana.cruz@example.com")

    answer = make_client(ANA).get("/tickets/mine/")

    assert [one["ticket_number"] for one in answer.json()["results"]] == ["HDTS-3", "HDTS-1"]


@pytest.mark.parametrize("caller", [BEN, ADMIN], ids=lambda caller: caller.username)
def test_tickets_of_others_are_not_mine_even_when_i_may_read_them(caller):
    hand_in(requester_email="ana.cruz@example.com")

    assert make_client(caller).get("/tickets/mine/").json()["count"] == 0


def test_a_service_has_no_tickets_of_its_own():
    assert service_client("reporting", "tickets.read").get("/tickets/mine/").status_code == 403


def test_nothing_is_mine_without_signing_in():
    assert make_client().get("/tickets/mine/").status_code == 401
