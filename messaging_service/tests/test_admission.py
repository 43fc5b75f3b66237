"""Who gets a socket, on the running service."""

import time

import pytest
import requests
from websockets.exceptions import ConnectionClosed

from messaging_service.realtime.models import SocketTicket
from shared.identity.caller import Caller
from shared.testing import token_of
from shared.testing.people import ALICE, BOB, CAROL


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE)


def close_code(socket):
    with socket, pytest.raises(ConnectionClosed) as closed:
        socket.next("nothing")
    assert closed.value.rcvd
    return closed.value.rcvd.code


def with_cookie(server, ticket, origin):
    """As a browser does from a page of `origin`."""
    cookie = {"Cookie": f"csrftoken=x; access_token={token_of(ALICE)}"}
    return server.socket(f"comments/{ticket}/", additional_headers=cookie, origin=origin)


def with_ticket(server, path, pass_ticket):
    return server.socket(path, subprotocols=["tts.v1", f"ticket.{pass_ticket}"])


def test_a_one_time_ticket_admits_once(server, ticket):
    issued = server.post(ALICE, "/ws-ticket/")

    with with_ticket(server, f"comments/{ticket}/", issued["ticket"]) as socket:
        assert socket.next()["type"] == "connection_established"
        assert socket.connection.subprotocol == "tts.v1"
    assert issued["expires_in"] == 30
    assert close_code(with_ticket(server, f"comments/{ticket}/", issued["ticket"])) == 4401
    assert not SocketTicket.objects.exists()


def test_a_ticket_is_not_kept_in_the_clear(server):
    issued = server.post(ALICE, "/ws-ticket/")
    assert issued["ticket"] not in SocketTicket.objects.get().digest


def test_an_old_ticket_is_refused(server, ticket):
    issued = server.post(ALICE, "/ws-ticket/")
    SocketTicket.objects.update(expires_at="2020-01-01T00:00:00Z")
    assert close_code(with_ticket(server, f"comments/{ticket}/", issued["ticket"])) == 4401


def test_the_cookie_counts_on_our_own_pages(server, ticket):
    with with_cookie(server, ticket, f"http://{server.host}") as socket:
        assert socket.next()["type"] == "connection_established"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_the_cookie_does_not_count_elsewhere(server, ticket, origin):
    assert close_code(with_cookie(server, ticket, origin)) == 4401


def test_a_foreign_page_is_refused_whatever_it_brings(server, ticket):
    socket = server.socket(f"comments/{ticket}/", ALICE, origin="https://evil.example")
    assert close_code(socket) == 4401


@pytest.mark.parametrize(
    "token",
    ["", "nonsense", token_of(ALICE, exp=int(time.time()) - 60)],
    ids=["none", "no token", "expired"],
)
def test_a_bad_token_is_refused(server, ticket, token):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    socket = server.socket(f"comments/{ticket}/", additional_headers=headers)
    assert close_code(socket) == 4401


def test_a_token_in_the_address_is_ignored(server, ticket):
    assert close_code(server.socket(f"comments/{ticket}/?token={token_of(ALICE)}")) == 4401


@pytest.mark.parametrize("kind", ["comments", "tickets"])
def test_a_foreign_ticket_is_forbidden(server, ticket, kind):
    assert close_code(server.socket(f"{kind}/{ticket}/", CAROL)) == 4403
    assert close_code(server.socket(f"{kind}/{'x' * 65}/", ALICE)) == 4403


def test_while_nobody_knows_who_may_see_it_the_client_is_told_to_come_back(
    server, workflow, ticket
):
    workflow.down = True
    assert close_code(server.socket(f"comments/{ticket}/", BOB)) == 1013


def test_an_unknown_path_is_closed(server):
    assert close_code(server.socket("elsewhere/", ALICE)) == 4404


def test_a_person_cannot_open_any_number_of_sockets(server):
    sockets = [server.socket("notifications/", CAROL) for _ in range(20)]
    for socket in sockets:
        socket.__enter__().next("connection_established")

    assert close_code(server.socket("notifications/", CAROL)) == 4429
    for socket in sockets:
        socket.__exit__(None, None, None)


def test_services_get_no_ticket(server):
    service = Caller(id=0, username="ticket_service", client_id="ticket_service")
    with pytest.raises(requests.HTTPError, match="403"):
        server.post(service, "/ws-ticket/")
