"""Deadlines and the warnings before them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.metrics import scraped_value
from workflow_api.sla.models import SlaRung
from workflow_api.sla.services import scan
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    COORDINATOR,
    MANAGER,
    NOOR,
    act,
    build_world,
    make_task,
    person_of,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")

# HDTS's medium is our high, which the seeded workflows promise within eight hours.
TARGET = timedelta(hours=8)


def make_task_sent(ago: timedelta, external_id="HD-1") -> Task:
    return make_task(external_id, created_at=(timezone.now() - ago).isoformat())


def post(who, task, action, **body):
    return make_client(who).post(f"/tasks/{task.pk}/{action}/", body)


def told():
    return [notice.notification_type for notice in outbox_messages(CreateNotification)]


def test_the_deadline_counts_from_submission():
    task = make_task_sent(timedelta(hours=2))

    assert task.sla_deadline == task.ticket.submitted_at + TARGET


def test_a_sender_whose_clock_is_ahead_breaks_nothing():
    task = make_task_sent(timedelta(hours=-3))

    held = post(COORDINATOR, task, "hold", reason="Waiting for a spare part")

    assert held.status_code == 200
    assert Task.objects.get(pk=task.pk).sla_segments.count() == 2


def test_nothing_is_said_while_there_is_time():
    make_task_sent(timedelta(hours=5))

    scan()

    assert told() == []


def test_at_three_quarters_the_assignee_and_the_coordinator_are_warned_once():
    task = make_task_sent(timedelta(hours=6, minutes=1))

    scan()
    scan()

    [warning] = outbox_messages(CreateNotification)
    assert warning.notification_type == "sla_warning"
    assert warning.recipients == {"users": [COORDINATOR.id, NOOR.id], "roles": []}
    task.refresh_from_db()
    assert task.next_rung_at == task.sla_deadline


def test_a_breach_reaches_the_assignee_and_the_managers_once():
    task = make_task_sent(timedelta(hours=9))

    scan()
    scan()

    [breach] = outbox_messages(CreateNotification)
    assert breach.notification_type == "sla_breach"
    assert breach.recipients == {"users": [MANAGER.id, NOOR.id], "roles": []}
    answer = make_client(NOOR).get(f"/tasks/{task.pk}/").json()
    assert (answer["sla_state"], answer["is_sla_breached"]) == ("breached", True)
    assert Task.objects.get(pk=task.pk).next_rung_at is None


def test_a_finished_task_is_not_warned_about():
    task = make_task_sent(timedelta(hours=5))
    for transition in ("diagnose-done", "resolve-done"):
        act(NOOR, task.pk, transition)
    act(person_of(task.items.get(status="new")), task.pk, "confirm-done")
    Task.objects.filter(pk=task.pk).update(sla_at_risk_at=timezone.now())

    scan()

    assert "sla_warning" not in told()
    assert task.sla_segments.get().ended_at is not None


def test_a_pause_keeps_what_was_used():
    task = make_task_sent(timedelta(hours=7))
    post(COORDINATOR, task, "hold", reason="Waiting for a spare part")
    scan()
    paused = make_client(NOOR).get(f"/tasks/{task.pk}/sla/").json()

    post(COORDINATOR, task, "resume")
    running = make_client(NOOR).get(f"/tasks/{task.pk}/sla/").json()

    assert told() == []
    assert (paused["state"], paused["deadline"]) == ("paused", None)
    assert 7 * 3600 <= paused["used_seconds"] < 7 * 3600 + 60
    assert [segment["kind"] for segment in running["segments"]] == ["running", "paused", "running"]
    assert running["segments"][1]["reason"] == "Waiting for a spare part"
    assert running["state"] == "at_risk"


def test_a_step_has_its_share_of_the_time():
    task = make_task_sent(timedelta(0))

    sla = make_client(NOOR).get(f"/tasks/{task.pk}/sla/").json()

    assert sla["target_seconds"] == TARGET.total_seconds()
    assert sla["step_deadline"] < sla["deadline"]


@pytest.mark.django_db(transaction=True)
def test_several_scanners_fire_each_rung_once():
    for number in range(20):
        make_task_sent(timedelta(hours=9), f"HD-{number}")

    def run(_):
        try:
            scan()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as scanners:
        list(scanners.map(run, range(4)))

    assert SlaRung.objects.filter(rung="100%").count() == 20
    assert told().count("sla_breach") == 20


def test_the_scan_reads_an_index_of_due_tasks_only():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM tasks_task WHERE next_rung_at <= now() ORDER BY next_rung_at"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "task_rung_due" in plan


def test_the_monitoring_sees_a_scan_that_is_late():
    task = make_task_sent(timedelta(hours=1))
    before = scraped_value("tts_sla_scan_late_seconds")
    Task.objects.filter(pk=task.pk).update(next_rung_at=timezone.now() - timedelta(minutes=2))

    late = scraped_value("tts_sla_scan_late_seconds")
    scan()

    assert before == 0
    assert 120 <= late < 130
    assert scraped_value("tts_sla_scan_late_seconds") == 0
