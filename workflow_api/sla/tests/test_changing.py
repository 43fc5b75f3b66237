"""Another priority, and time granted or taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.contracts.status import UpdateStatus
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.audit.models import AuditEvent
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, due_of, let_pass, make_task_sent, post, sla_of
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import COORDINATOR, NOOR, act, build_world, person_of


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")
WHY = "A whole floor cannot work"


def prioritise(task, priority, *, dry_run=False, **body):
    query = "?dry_run=true" if dry_run else ""
    return post(COORDINATOR, task, f"priority/{query}", priority=priority, reason=WHY, **body)


def adjust(task, seconds, **body):
    return post(COORDINATOR, task, "sla/adjust/", seconds=seconds, reason=WHY, **body)


def breaches():
    return [n for n in outbox_messages(CreateNotification) if n.notification_type == "sla_breach"]


def test_a_new_priority_has_its_own_target_from_the_same_beginning():
    task = make_task_sent(HOUR)

    answer = prioritise(task, "urgent")

    assert answer.status_code == 200, answer.json()
    task.refresh_from_db()
    assert (task.priority, task.sla_deadline) == ("urgent", task.ticket.submitted_at + 4 * HOUR)
    assert answer.json()["after"]["deadline"] == sla_of(task)["deadline"]
    [line] = task.events.filter(kind="priority")
    assert (line.summary, line.notes) == (
        f"{COORDINATOR.full_name} changed the priority from high to urgent",
        WHY,
    )
    audit = AuditEvent.objects.get(action="task.priority")
    assert (audit.before["priority"], audit.after["priority"]) == ("high", "urgent")


def test_the_question_tells_the_new_due_time_and_writes_nothing():
    task = make_task_sent(HOUR)
    told = len(outbox_messages(UpdateStatus))

    answer = prioritise(task, "urgent", dry_run=True).json()

    assert answer["dry_run"] is True
    assert (answer["before"]["priority"], answer["after"]["priority"]) == ("high", "urgent")
    assert answer["after"]["deadline"] < answer["before"]["deadline"]
    present = Task.objects.get(pk=task.pk)
    assert (present.priority, present.version) == ("high", task.version)
    assert present.sla_deadline == task.sla_deadline
    assert len(outbox_messages(UpdateStatus)) == told


def test_priority_up_and_down_while_paused_keeps_what_was_used():
    task = make_task_sent(2 * HOUR)
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")
    for priority in ("urgent", "low", "high"):
        assert prioritise(task, priority).status_code == 200
        assert sla_of(task)["state"] == "paused"
    let_pass(task, HOUR)

    post(COORDINATOR, task, "resume/")

    clock = sla_of(task)
    assert 2 * 3600 <= clock["used_seconds"] < 2 * 3600 + 60
    assert clock["target_seconds"] == 8 * 3600
    due = due_of(task)
    assert abs(due - (timezone.now() + 6 * HOUR)) < timedelta(minutes=1)


def test_who_raises_the_priority_of_a_late_task_is_told_of_the_breach_once():
    task = make_task_sent(5 * HOUR)

    answer = prioritise(task, "urgent").json()
    scan()
    scan()

    assert answer["after"]["state"] == "breached"
    assert len(breaches()) == 1


def test_a_granted_hour_is_shown_as_adjusted_and_moves_the_due_time():
    task = make_task_sent(HOUR)
    before = due_of(task)

    answer = adjust(task, 3600)

    assert answer.status_code == 200, answer.json()
    clock = sla_of(task)
    adjusted = next(each for each in clock["segments"] if each["kind"] == "adjusted")
    assert (adjusted["seconds"], adjusted["reason"], adjusted["actor_id"]) == (
        3600,
        WHY,
        COORDINATOR.id,
    )
    assert (clock["target_seconds"], clock["adjusted_seconds"]) == (9 * 3600, 3600)
    assert due_of(task) == before + HOUR
    assert "extended by 1 h" in clock["sentence"]


def test_time_can_be_taken_away_as_well():
    task = make_task_sent()
    before = due_of(task)

    adjust(task, -3600)

    assert due_of(task) == before - HOUR
    assert "shortened by 1 h" in sla_of(task)["sentence"]


WRONG = [
    ("priority/", {"priority": "highest", "reason": WHY}, "priority"),
    ("priority/", {"priority": "low"}, "reason"),
    ("priority/", {"priority": "low", "reason": " "}, "reason"),
    ("sla/adjust/", {"seconds": 0, "reason": WHY}, "seconds"),
    ("sla/adjust/", {"seconds": 10**9, "reason": WHY}, "seconds"),
    ("sla/adjust/", {"seconds": 60}, "reason"),
    ("priority/?dry=1", {"priority": "low", "reason": WHY}, "dry"),
]


@pytest.mark.parametrize(("path", "body", "field"), WRONG)
def test_a_senseless_change_is_refused_naming_the_field(path, body, field):
    answer = post(COORDINATOR, make_task_sent(), path, **body)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == [field]


def test_a_stale_change_is_refused_and_says_what_changed():
    task = make_task_sent()
    prioritise(task, "low", version=task.version)

    late = adjust(task, 60, version=task.version)

    assert late.status_code == 409
    assert "changed the priority" in late.json()["details"][0]["message"]


def test_the_same_priority_and_a_finished_task_are_conflicts():
    task = make_task_sent()
    same = prioritise(task, "high")
    for transition in ("diagnose-done", "resolve-done"):
        act(NOOR, task.pk, transition)
    act(person_of(task.items.get(status="new")), task.pk, "confirm-done")

    assert same.status_code == 409
    assert (prioritise(task, "low").status_code, adjust(task, 60).status_code) == (409, 409)


def test_a_change_costs_a_constant_number_of_statements(django_assert_max_num_queries):
    task = make_task_sent(HOUR)
    for _ in range(5):
        adjust(task, 60)
    client = make_client(COORDINATOR)

    with django_assert_max_num_queries(16):
        client.post(f"/tasks/{task.pk}/sla/adjust/", {"seconds": 60, "reason": WHY})
