import socket
import threading
import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.heartbeat import Heartbeat
from shared.http.health import background_processes
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.people import ADMIN


def make_waiting(seconds):
    due = timezone.now() - timedelta(seconds=seconds)
    OutboxMessage.objects.create(
        message_id=uuid.uuid4(), task="t", exchange="e", routing_key="t", kwargs={}, not_before=due
    )


@pytest.mark.django_db
def test_what_waits_is_told_with_the_age_of_the_oldest_in_one_query():
    make_waiting(40)
    make_waiting(70)

    with CaptureQueriesContext(connection) as queries:
        [outbox] = make_client().get("/health/work").json()["waiting"]

    assert (outbox["what"], outbox["count"]) == ("outbox", 2)
    assert 70 <= outbox["oldest_seconds"] < 80
    assert len(queries) == 1


@pytest.mark.django_db
def test_what_the_broker_refused_goes_on_waiting_while_its_next_attempt_is_put_off():
    make_waiting(-300)
    OutboxMessage.objects.update(attempts=8, created_at=timezone.now() - timedelta(seconds=600))

    [outbox] = make_client().get("/health/work").json()["waiting"]

    assert outbox["count"] == 1
    assert outbox["oldest_seconds"] >= 600


@pytest.mark.django_db
def test_a_process_is_silent_until_it_proves_to_be_alive(settings, tmp_path):
    settings.HEARTBEAT_DIR = tmp_path
    before = make_client().get("/health/work").json()["silent"]

    for kind in background_processes():
        Heartbeat(tmp_path, f"{settings.SERVICE}-{kind}").beat()

    assert {"process": "worker", "seconds": None} in before
    assert make_client().get("/health/work").json()["silent"] == []


@pytest.mark.django_db
def test_without_the_database_the_silent_processes_are_still_told():
    def away(*_):
        raise OperationalError("the connection is gone")

    with connection.execute_wrapper(away):
        response = make_client().get("/health/work")

    assert (response.status_code, response.json()["waiting"]) == (503, [])


class Closing:
    """A server that hangs up on everybody, and counts them."""

    def __init__(self, server):
        self._server = server
        self.port = server.getsockname()[1]
        self.attempts = 0

    def run(self):
        while True:
            try:
                self._server.accept()[0].close()
            except OSError:
                return
            self.attempts += 1


@contextmanager
def closing_server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        closing = Closing(server)
        thread = threading.Thread(target=closing.run, daemon=True)
        thread.start()
        yield closing
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def in_a_thread(work):
    """What `work` returns in a thread, which has a database connection of its own."""
    found = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join(20)
    return found[0]


@pytest.mark.django_db
def test_a_database_that_is_away_is_tried_three_times_and_answered_with_503(monkeypatch):
    parameters = connections.settings["default"]
    with closing_server() as server:
        monkeypatch.setattr(DatabaseWrapper, "_connection_pools", {})
        monkeypatch.setitem(parameters, "PORT", server.port)

        response = in_a_thread(lambda: make_client(ADMIN).get("/dead-letters/"))

        DatabaseWrapper(parameters).close_pool()

    assert (response.status_code, response.json()["code"]) == (503, "SERVICE_UNAVAILABLE")
    assert int(response.headers["Retry-After"]) > 0
    assert server.attempts >= 3
