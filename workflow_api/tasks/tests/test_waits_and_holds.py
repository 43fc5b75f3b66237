"""Time that passes by itself: wait steps, and holds with an end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from shared.testing import make_client
from workflow_api.holds.models import Hold
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.holding import lift_due
from workflow_api.tasks.services.waking import wake_due
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    COORDINATOR,
    NOOR,
    act,
    build_world,
    make_task,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def post(who, task, action, **body):
    return make_client(who).post(f"/tasks/{task.pk}/{action}/", body)


def deploy_wait():
    """Look → Rest (an hour) → Check, or Quick when the ticket is urgent."""
    urgent = {"field": "priority", "op": "eq", "value": "urgent"}
    deploy(
        step("look"),
        step("rest", "", kind="wait", wait_seconds=3600),
        step("check", is_end=True),
        step("quick", is_end=True),
        way("look", "done", "rest"),
        {**way("rest", "done", "check"), "default": True},
        {**way("rest", "done", "quick"), "key": "rest-quick", "condition": urgent},
    )


def let_pass(hours):
    """Let time pass for whatever waits."""
    passed = timedelta(hours=hours)
    TaskItem.objects.update(wakes_at=F("wakes_at") - passed)
    Hold.objects.update(until=F("until") - passed, began_at=F("began_at") - passed)


def test_a_wait_step_shows_until_when_and_goes_on_by_itself():
    deploy_wait()
    task = begin()

    waiting = act(ALICE, task.pk, "look-done").json()
    wake_due()
    early = Task.objects.get().current_step
    let_pass(hours=1)
    wake_due()

    assert waiting["assigned_user"] is None
    assert waiting["waiting_until"] is not None
    assert (early, Task.objects.get().current_step) == ("rest", "check")


def test_what_follows_a_wait_depends_on_the_ticket():
    deploy_wait()
    task = begin(priority="High")
    act(ALICE, task.pk, "look-done")
    let_pass(hours=1)

    wake_due()

    assert Task.objects.get().current_step == "quick"


def test_a_wait_on_hold_goes_on_once_it_is_resumed():
    deploy_wait()
    task = begin()
    act(ALICE, task.pk, "look-done")
    post(COORDINATOR, task, "hold", reason="Not yet")
    let_pass(hours=1)

    wake_due()
    held = Task.objects.get().current_step
    post(COORDINATOR, task, "resume")
    wake_due()

    assert (held, Task.objects.get().current_step) == ("rest", "check")


def test_nobody_claims_a_wait_but_an_admin_may_end_it_with_a_reason():
    deploy_wait()
    task = begin()
    act(ALICE, task.pk, "look-done")

    actions = make_client(ALICE).get(f"/tasks/{task.pk}/actions/").json()
    claimed = post(ADMIN, task, "claim")
    ended = act(ADMIN, task.pk, "rest-done", notes="No need to wait")

    assert actions["actions"][0]["reason"].startswith("Goes on by itself at")
    assert claimed.status_code == 403
    assert ended.json()["current_step"] == "check"


@pytest.mark.django_db(transaction=True)
def test_several_schedulers_end_a_wait_once():
    deploy_wait()
    task = begin()
    act(ALICE, task.pk, "look-done")
    let_pass(hours=1)

    def schedule(_):
        try:
            wake_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as schedulers:
        list(schedulers.map(schedule, range(4)))

    assert [item.step_key for item in task.items.all()] == ["look", "rest", "check"]
    assert Task.objects.get().version == 3


def test_a_hold_says_why_by_whom_and_until_when():
    task = make_task()
    until = timezone.now() + timedelta(hours=2)

    held = post(
        COORDINATOR, task, "hold", code="waiting_for_supplier", reason="Cable", until=until
    ).json()

    assert held["hold"]["label"] == "Waiting for a supplier"
    assert (held["hold"]["note"], held["hold"]["by_name"]) == ("Cable", COORDINATOR.full_name)
    segment = SlaSegment.objects.get(ended_at=None)
    assert (segment.kind, segment.reason) == ("paused", "Waiting for a supplier: Cable")


def test_trap_11_on_hold_lifts_by_itself_when_its_time_has_come():
    """Trap 11."""
    task = make_task()
    until = timezone.now() + timedelta(hours=2)
    post(COORDINATOR, task, "hold", reason="Tomorrow", until=until)

    lift_due()
    early = Task.objects.get().status
    let_pass(hours=3)
    lift_due()
    lift_due()

    resumed = Task.objects.get()
    assert (early, resumed.status, resumed.version) == ("on_hold", "pending", 3)
    assert [event.actor_name for event in task.events.filter(kind="resumed")] == ["hold_until"]
    assert SlaSegment.objects.get(ended_at=None).kind == "running"


def test_the_clock_runs_on_when_the_reason_is_ours():
    task = make_task()

    held = post(COORDINATOR, task, "hold", code="no_capacity").json()
    post(COORDINATOR, task, "resume")

    assert (held["status"], held["sla_state"]) == ("on_hold", "ok")
    assert held["hold"]["stops_clock"] is False
    assert SlaSegment.objects.get().kind == "running"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"code": "lunch", "reason": "x"}, "code"),
        ({"reason": "x", "until": "yesterday"}, "until"),
        ({"reason": "x", "until": "2020-01-01T00:00:00Z"}, "until"),
    ],
)
def test_a_bad_hold_is_refused_by_field(body, field):
    task = make_task()

    response = post(COORDINATOR, task, "hold", **body)

    assert response.status_code == 400
    assert [detail["field"] for detail in response.json()["details"]] == [field]


def test_a_second_hold_hears_of_the_first():
    task = make_task()
    post(COORDINATOR, task, "hold", reason="No part yet")

    response = post(ADMIN, task, "hold", reason="Me too")

    assert response.status_code == 409
    assert f"by {COORDINATOR.full_name}: No part yet" in response.json()["error"]


def test_the_reasons_say_what_they_do_to_the_clock():
    reasons = make_client(NOOR).get("/tasks/hold-reasons/").json()

    stops = {reason["code"]: reason["stops_clock"] for reason in reasons}
    assert stops["waiting_for_requester"] is True
    assert stops["no_capacity"] is False
