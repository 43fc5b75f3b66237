"""Lost access counts in every service and open socket of the running system within 5 seconds."""

import time
import uuid

import pytest
import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.integration.world import eventually

WITHIN_SECONDS = 5
# One path of each service that any person may read.
PATHS = {
    "auth": "/auth/api/v1/users/me/",
    "workflow": "/workflow/tasks/my-tasks/",
    "ticket": "/ticket/tickets/",
    "messaging": "/messaging/api/read-markers/none/",
    "notification": "/notification/api/v2/notifications/inapp/",
}


class Bearer:
    """Whoever has an access token."""

    def __init__(self, gateway, access):
        self.gateway = gateway
        self.headers = {"Authorization": f"Bearer {access}"}

    def codes(self):
        return {
            name: requests.get(
                f"{self.gateway}/api{path}", headers=self.headers, timeout=10
            ).status_code
            for name, path in PATHS.items()
        }

    def refused_everywhere(self):
        return set(self.codes().values()) == {401}


class SignedIn(Bearer):
    """A session of its own, so that ending it disturbs nobody else."""

    def __init__(self, world, username):
        entry = next(p for p in world.credentials["people"] if p["username"] == username)
        body = {"username": username, "password": entry["password"]}
        answer = requests.post(f"{world.gateway}/api/auth/token/", json=body, timeout=10)
        answer.raise_for_status()
        self.pair = answer.json()
        super().__init__(world.gateway, self.pair["access"])

    def socket(self):
        url = self.gateway.replace("http", "ws", 1) + "/ws/notifications/"
        return connect(url, additional_headers=self.headers)


def by_signing_out(world, session):
    body = {"refresh": session.pair["refresh"]}
    requests.post(f"{world.gateway}/api/auth/logout/", json=body, timeout=10).raise_for_status()


def by_ending_all_sessions(world, session):
    url = f"{world.gateway}/api{PATHS['auth']}sessions/"
    requests.delete(url, headers=session.headers, timeout=10).raise_for_status()


def by_losing_a_role(world, session):
    """Given back at the end: the demo world stays as it was."""
    admin = world.person("admin")
    me = requests.get(
        f"{world.gateway}/api{PATHS['auth']}", headers=session.headers, timeout=10
    ).json()
    held = admin.get("/auth/api/v1/user-roles/", user_id=me["id"])["results"][0]
    url = f"{world.gateway}/api/auth/api/v1/user-roles/{held['assignment_id']}/"
    admin.http.delete(url, timeout=10).raise_for_status()
    body = {"user_id": me["id"], "role_id": held["role_id"]}
    assert admin.post("/auth/api/v1/user-roles/", **body).ok


def close_code(socket):
    """How the server closed the socket; what it still had to say is passed over."""
    try:
        for _ in range(50):
            socket.recv(timeout=WITHIN_SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    return None


@pytest.mark.parametrize("lose", [by_signing_out, by_ending_all_sessions, by_losing_a_role])
def test_lost_access_counts_everywhere(world, lose):
    session = SignedIn(world, "ben.okafor")
    assert 401 not in session.codes().values()

    with session.socket() as socket:
        assert "connection_established" in socket.recv(timeout=10)
        lost_at = time.monotonic()
        lose(world, session)
        code = close_code(socket)
        eventually(session.refused_everywhere, seconds=WITHIN_SECONDS, what="refused everywhere")
        took = time.monotonic() - lost_at

    assert code == 4401
    assert took < WITHIN_SECONDS


def test_other_sessions_of_the_person_go_on(world):
    here, there = (SignedIn(world, "chloe.durand") for _ in range(2))

    by_signing_out(world, there)
    eventually(there.refused_everywhere, seconds=WITHIN_SECONDS)

    assert 401 not in here.codes().values()


def by_rotation(world, url):
    answer = world.person("admin").http.post(f"{url}rotate/", json={}, timeout=10)
    answer.raise_for_status()


def by_deactivation(world, url):
    world.person("admin").http.patch(url, json={"is_active": False}, timeout=10).raise_for_status()


@pytest.mark.parametrize("lose", [by_rotation, by_deactivation])
def test_a_programs_lost_credential_counts_everywhere(world, lose):
    name = f"probe-{uuid.uuid4().hex[:12]}"
    clients = f"{world.gateway}/api/auth/api/v1/service-clients/"
    admin = world.person("admin")
    made = admin.post("/auth/api/v1/service-clients/", client_id=name, scopes=["tickets.read"])
    assert made.status_code == 201, made.text
    credential = {"client_id": name, "client_secret": made.json()["client_secret"]}
    token_url = f"{world.gateway}/api/auth/token/service/"
    program = Bearer(
        world.gateway, requests.post(token_url, json=credential, timeout=10).json()["access"]
    )
    assert program.codes()["ticket"] == 200
    assert 401 not in program.codes().values()

    lost_at = time.monotonic()
    lose(world, f"{clients}{name}/")
    eventually(program.refused_everywhere, seconds=WITHIN_SECONDS, what="refused everywhere")
    took = time.monotonic() - lost_at

    assert took < WITHIN_SECONDS
    assert requests.post(token_url, json=credential, timeout=10).status_code == 401
