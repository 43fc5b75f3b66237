"""A socket does not outlive the session that opened it."""

import pytest

from messaging_service.realtime.socket_tickets import redeem
from messaging_service.tests.communicator import in_event_loop, talk
from shared.errors import AuthFailed
from shared.identity import watch
from shared.testing import make_client
from shared.testing.auth_server import auth_server, watching_revocations
from shared.testing.people import ALICE, BOB

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


@pytest.fixture
def auth(workflow, settings, tmp_path):
    settings.SOCKET_REVOCATION_CHECK_SECONDS = 0.05
    with auth_server() as server, watching_revocations(settings, server.url, tmp_path / "kept"):
        yield server


async def is_alive(socket):
    await socket.send(type="ping")
    return (await socket.next("pong"))["type"] == "pong"


@in_event_loop
async def test_a_revoked_session_loses_its_sockets_and_nobody_elses(auth, ticket):
    async with (
        talk(f"comments/{ticket}/", ALICE, sid="lost-phone") as stolen,
        talk("notifications/", ALICE, sid="laptop") as own,
    ):
        await stolen.next("connection_established")
        await own.next("connection_established")
        auth.revoke_session("lost-phone")

        assert await stolen.close_code() == 4401
        assert await is_alive(own)


@in_event_loop
async def test_whoever_loses_a_role_has_to_authenticate_anew(auth, ticket):
    async with talk(f"tickets/{ticket}/", BOB, token_version=1) as socket:
        await socket.next("connection_established")
        auth.outdate(BOB.id, token_version=2)
        assert await socket.close_code() == 4401
    async with talk(f"tickets/{ticket}/", BOB, token_version=2) as socket:
        await socket.next("connection_established")
        assert await is_alive(socket)


@in_event_loop
async def test_sockets_stay_open_while_auth_service_is_away(auth, ticket):
    async with talk(f"comments/{ticket}/", ALICE) as socket:
        await socket.next("connection_established")
        auth.down = True
        assert await is_alive(socket)


def test_a_one_time_ticket_of_a_revoked_session_admits_nobody(auth, workflow):
    ticket = make_client(ALICE).post("/ws-ticket/").json()["ticket"]
    assert redeem(ticket) == ALICE
    ticket = make_client(ALICE).post("/ws-ticket/").json()["ticket"]
    auth.revoke_session("session-of-alice")
    watch._running().ask()

    with pytest.raises(AuthFailed):
        redeem(ticket)
