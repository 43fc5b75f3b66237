"""Periodic jobs and the connection that they share."""

import pytest
from django.db import connection

from shared.scheduler.management.commands.schedule import Job

pytestmark = pytest.mark.django_db(transaction=True)
pids: list[int] = []


def note_backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pids.append(cursor.fetchone()[0])


def break_off():
    note_backend()
    raise RuntimeError("half done")


@pytest.fixture(autouse=True)
def as_in_commands(monkeypatch):
    """One connection for each thread, without a pool."""
    pids.clear()
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    monkeypatch.delitem(connection.settings_dict["OPTIONS"], "pool")
    yield
    connection.close()


def run(job):
    Job(f"shared.tests.test_schedule.{job.__name__}", 0.0).run_if_due()


def hang_up(pid):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def test_a_job_leaves_the_connection_to_the_next():
    run(note_backend)

    assert connection.connection is not None
    run(note_backend)
    assert pids[0] == pids[1]


def test_a_job_that_fails_leaves_nothing_behind():
    run(break_off)

    assert connection.connection is None


def test_a_database_that_was_started_anew_costs_no_run():
    run(note_backend)
    hang_up(pids[0])

    run(note_backend)

    assert len(pids) == 2
    assert pids[0] != pids[1]
