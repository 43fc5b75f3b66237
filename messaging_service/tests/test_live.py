"""Real sockets on a real server, with PostgreSQL and Redis behind it."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from socket import create_server

import pytest
from websockets.exceptions import ConnectionClosed

from messaging_service.tests.server import Server
from shared.testing.people import ALICE, ANA, BOB


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


def test_two_people_see_each_others_comments(server, ticket):
    with (
        server.socket(f"comments/{ticket}/", ALICE) as a,
        server.socket(f"comments/{ticket}/", BOB) as b,
    ):
        assert a.next()["type"] == "connection_established"
        b.next("connection_established")
        a.send(type="new_comment", content="Is it plugged in?", client_id="a-1")
        b.send(type="new_comment", content="It is now", client_id="b-1")

        for socket in (a, b):
            updates = socket.updates(2)
            assert [update["seq"] for update in updates] == [1, 2]
            assert {u["client_id"]: u["comment"]["text"] for u in updates} == {
                "a-1": "Is it plugged in?",
                "b-1": "It is now",
            }


def test_a_comment_over_rest_reaches_the_socket(server, ticket):
    with server.socket(f"comments/{ticket}/", BOB) as socket:
        assert socket.next("connection_established")["ticket_id"] == ticket
        comment = server.comment(ALICE, ticket, "Over REST")

        [update] = socket.updates(1)

    assert update["action"] == "create"
    assert update["comment"] == comment


def test_the_numbers_are_gapless_whoever_writes(server, ticket):
    def write(writer):
        for index in range(50):
            server.comment(ALICE if writer % 2 else BOB, ticket, f"{writer}/{index}")

    with server.socket(f"comments/{ticket}/", BOB) as socket, ThreadPoolExecutor(8) as pool:
        socket.next("connection_established")
        writing = [pool.submit(write, writer) for writer in range(8)]
        updates = socket.updates(400, timeout=60)
        for done in writing:
            done.result()

    assert [update["seq"] for update in updates] == list(range(1, 401))
    assert len({update["comment"]["text"] for update in updates}) == 400


def test_what_was_missed_comes_once_after_resume(server, ticket):
    with server.socket(f"comments/{ticket}/", BOB) as socket:
        socket.next("connection_established")
        server.comment(ALICE, ticket, "seen")
        seen = socket.updates(1)[0]["seq"]
    server.comment(ALICE, ticket, "missed")

    with server.socket(f"comments/{ticket}/", BOB) as socket:
        assert socket.next("connection_established")["seq"] == 2
        socket.send(type="resume", after=seen)
        server.comment(ALICE, ticket, "live")
        updates = socket.updates(2)

        assert [(u["seq"], u["comment"]["text"]) for u in updates] == [(2, "missed"), (3, "live")]
        assert socket.silent("comment_update")


def test_a_killed_server_loses_nothing(workflow_server, server, ticket):
    with Server(workflow_url=workflow_server.url) as mortal:
        with mortal.socket(f"comments/{ticket}/", BOB) as socket:
            socket.next("connection_established")
            socket.send(type="new_comment", content="before", client_id="b-1")
            socket.updates(1)
            mortal.kill()
        server.comment(ALICE, ticket, "meanwhile")
        mortal.start()

        with mortal.socket(f"comments/{ticket}/", BOB) as socket:
            socket.next("connection_established")
            socket.send(type="resume", after=0)
            # Bob cannot know whether his comment was saved, so his client sends it again.
            socket.send(type="new_comment", content="before", client_id="b-1")
            updates = {u["seq"]: u["comment"]["text"] for u in socket.updates(3)}

    assert updates == {1: "before", 2: "meanwhile"}


def test_comments_travel_between_processes_without_waiting_for_the_next_look(
    workflow_server, server, ticket
):
    with (
        Server(workflow_url=workflow_server.url, TTS_SOCKET_POLL_SECONDS="60") as other,
        other.socket(f"comments/{ticket}/", BOB) as socket,
    ):
        socket.next("connection_established")
        server.comment(ALICE, ticket, "from another process")
        assert socket.updates(1)


@pytest.fixture(params=["refuses", "is silent"])
def broken_redis(request):
    """An address where no Redis answers, or where something accepts and never says a word."""
    backlog = 0 if request.param == "refuses" else 100
    with create_server(("127.0.0.1", 0), backlog=backlog) as silent:
        port = silent.getsockname()[1]
        if request.param == "refuses":
            silent.close()
        yield f"redis://127.0.0.1:{port}/0"


def test_without_redis_comments_still_work(workflow_server, server, ticket, broken_redis):
    with (
        Server(workflow_url=workflow_server.url, TTS_REDIS_URL=broken_redis) as lonely,
        lonely.socket(f"comments/{ticket}/", ALICE) as a,
        lonely.socket(f"comments/{ticket}/", BOB) as b,
    ):
        a.next("connection_established")
        b.next("connection_established")
        a.send(type="new_comment", content="Nobody hears hints")
        lonely.comment(BOB, ticket, "but everybody reads")
        assert [update["seq"] for update in a.updates(2)] == [1, 2]
        assert [update["seq"] for update in b.updates(2)] == [1, 2]


def test_a_requester_hears_only_what_is_meant_for_them(server, workflow, ticket):
    workflow.admit_requester(ticket, ANA)
    with server.socket(f"comments/{ticket}/", ANA) as socket:
        socket.next("connection_established")
        server.comment(ALICE, ticket, "internal")
        server.comment(ALICE, ticket, "for Ana", visibility="requester")

        [update] = socket.updates(1)
        assert (update["seq"], update["comment"]["seq"]) == (1, 1)
        assert update["comment"]["text"] == "for Ana"
        assert socket.silent("comment_update")


def test_people_see_who_is_there_and_who_writes(server, ticket):
    with server.socket(f"comments/{ticket}/", ALICE) as a:
        a.next("connection_established")
        with server.socket(f"comments/{ticket}/", BOB) as b:
            while len(users := a.next("presence")["users"]) < 2:
                pass
            assert [user["username"] for user in users] == ["alice", "bob"]
            b.send(type="typing", is_typing=True)
            typing = a.next("typing")
            assert (typing["username"], typing["is_typing"]) == ("bob", True)
        while len(users := a.next("presence")["users"]) > 1:
            pass
        assert [user["username"] for user in users] == ["alice"]


def test_who_does_not_read_is_given_up(workflow_server, server, ticket):
    def chatter(socket):
        with suppress(ConnectionClosed):
            for _ in range(300):
                socket.send(type="ping", timestamp="x" * 100_000)

    hasty = {"TTS_SOCKET_SEND_TIMEOUT_SECONDS": "1"}
    with (
        Server(workflow_url=workflow_server.url, **hasty) as impatient,
        # A client of `max_queue` reads no further than that before somebody takes a frame.
        impatient.socket("notifications/", ALICE, max_queue=1, compression=None) as socket,
        ThreadPoolExecutor(1) as pool,
    ):
        assert impatient.open_sockets() == 1
        pool.submit(chatter, socket)
        deadline = time.monotonic() + 20
        while impatient.open_sockets() and time.monotonic() < deadline:
            pass
        assert impatient.open_sockets() == 0
        impatient.kill()


def test_a_list_of_tickets_shows_who_has_one_open(server, ticket):
    with server.socket(f"comments/{ticket}/", BOB) as socket:
        socket.next("presence")
        [digest] = server.get(ALICE, f"/api/digests/?ticket_id={ticket}")

    assert [person["username"] for person in digest["people"]] == ["bob"]
