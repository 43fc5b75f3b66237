"""Programs of other people hand in tickets with a key that an Admin gave them."""

import pytest

from shared.identity.api_keys import new_key
from shared.testing import make_client
from shared.testing.auth_server import auth_server
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_title

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth(settings):
    with auth_server() as server:
        settings.AUTH_URL = server.url
        yield server


def send(key, **changes):
    return make_client().post("/send/", by_title(**changes), headers={"X-API-Key": key})


def test_a_key_for_tickets_hands_them_in(auth):
    response = send(auth.make_key("tickets.write"))

    assert response.status_code == 201, response.json()
    assert Ticket.objects.count() == 1


def test_a_key_reads_only_what_it_is_for(auth):
    send(auth.make_key("tickets.write"))
    reader = {"X-API-Key": auth.make_key("tickets.read")}
    writer = {"X-API-Key": auth.make_key("tickets.write")}

    assert make_client().get("/tickets/", headers=reader).json()["count"] == 1
    assert make_client().get("/tickets/", headers=writer).json().get("count") == 0
    assert send(reader["X-API-Key"]).status_code == 403


@pytest.mark.parametrize("key", [new_key(), "no key"])
def test_a_key_that_nobody_gave_is_refused_even_where_no_signature_is_required(auth, settings, key):
    settings.HDTS_REQUIRE_SIGNATURE = False

    response = send(key)

    assert (response.status_code, response.json()["code"]) == (401, "AUTH_FAILED")
    assert not Ticket.objects.exists()


def test_while_nobody_can_be_asked_about_a_key_the_sender_shall_come_back(auth):
    auth.down = True

    assert send(new_key()).status_code == 503
