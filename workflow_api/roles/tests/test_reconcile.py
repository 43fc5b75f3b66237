"""The hourly comparison with auth_service, played by a server on the loopback."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from shared.testing.people import ALICE, BOB
from workflow_api.roles.selectors import active_members
from workflow_api.roles.services import reconcile
from workflow_api.roles.tests.factories import assignment_content, make_role, role_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth_service(settings):
    """Answers for auth_service with whatever `answers` holds per path."""
    answers = {"/token/service/": {"access_token": "t", "expires_in": 1}}

    class Auth(BaseHTTPRequestHandler):
        def do_GET(self):
            self._answer()

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self._answer()

        def _answer(self):
            body = answers.get(self.path)
            self.send_response(503 if body is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Auth)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.AUTH_URL = f"http://127.0.0.1:{server.server_port}"
    yield answers
    server.shutdown()
    server.server_close()


def members():
    return {member.user_id for member in active_members("IT Support")}


def test_what_messages_missed_is_repaired(auth_service):
    role = make_role("IT Support", ALICE)
    auth_service["/api/v1/tts/role-snapshot/"] = {
        "roles": [role_content(role)],
        "assignments": [
            assignment_content(role, ALICE, version=2, is_active=False),
            assignment_content(role, BOB),
        ],
    }

    reconcile()

    assert members() == {BOB.id}


def test_a_snapshot_taken_before_a_change_does_not_undo_it(auth_service):
    role = make_role("IT Support")
    auth_service["/api/v1/tts/role-snapshot/"] = {
        "roles": [role_content(role, "Old name", version=0)],
        "assignments": [],
    }

    reconcile()

    assert active_members("Old name").count() == 0


def test_while_auth_service_is_away_the_copy_stays(auth_service):
    make_role("IT Support", ALICE)
    waited: list[float] = []

    reconcile(sleep=waited.append)

    assert members() == {ALICE.id}
    assert waited == [5, 5]
