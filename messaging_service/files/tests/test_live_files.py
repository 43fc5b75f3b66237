"""Files through the real server: uvicorn reads bodies and sends answers in its own way."""

import socket

import pytest
import requests

from shared.testing import token_of
from shared.testing.files import PNG
from shared.testing.people import ALICE, BOB

MIB = 1024 * 1024


@pytest.fixture
def ticket(workflow, number):
    return workflow.admit(number, ALICE, BOB)


@pytest.fixture
def comment(server, ticket):
    return server.comment(ALICE, ticket, "As in the picture")["id"]


def url(server, comment, file=""):
    return f"http://{server.host}/api/comments/{comment}/attachments/{file}"


def headers(caller):
    return {"Authorization": f"Bearer {token_of(caller)}"}


def test_who_follows_the_conversation_gets_the_file(server, ticket, comment):
    content = PNG + bytes(3 * MIB)
    with server.socket(f"comments/{ticket}/", BOB) as follower:
        follower.next("connection_established")
        added = requests.post(
            url(server, comment),
            files={"file": ("shot.png", content)},
            headers=headers(ALICE),
            timeout=20,
        )
        [update] = follower.updates(1)

    assert (update["action"], update["seq"]) == ("attach_document", 2)
    assert update["comment"]["attachments"] == [added.json()]
    got = requests.get(
        url(server, comment, f"{added.json()['id']}/"), headers=headers(BOB), timeout=20
    )
    assert got.content == content
    assert "sandbox" in got.headers["Content-Security-Policy"]


def test_a_body_that_says_to_be_too_large_is_refused_before_it_comes(server, comment):
    with socket.create_connection(server.host.split(":"), timeout=10) as client:
        client.sendall(
            f"POST /api/comments/{comment}/attachments/ HTTP/1.1\r\nHost: {server.host}\r\n"
            f"Content-Length: {30 * MIB}\r\n\r\n".encode()
        )
        answer = client.recv(4096)

    assert b" 413 " in answer.partition(b"\r\n")[0]
