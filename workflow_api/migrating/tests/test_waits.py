"""Tasks at a wait step go to another version."""

from datetime import timedelta

import pytest
from django.db.models import F

from shared.contracts.notifications import CreateNotification
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.migrating.tests.stories import (
    carry_out,
    draw_again,
    make_tasks,
    order,
    preview,
    result,
    undo,
)
from workflow_api.sla.models import SlaSegment
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, deploy_with, let_pass
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.waking import wake_due
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN, ALICE, COORDINATOR, act, build_world
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db
SECONDS = 3600


@pytest.fixture(autouse=True)
def world():
    build_world()


@pytest.fixture
def admin():
    return make_client(ADMIN)


def rest(key="rest", seconds=SECONDS):
    return step(key, "", kind="wait", wait_seconds=seconds)


def ways(middle):
    return way("look", "done", middle), way(middle, "done", "check")


def waiting() -> tuple[Workflow, Task]:
    """A task of Look → Rest (an hour) → Check that rests."""
    deploy(step("look"), rest(), step("check", is_end=True), *ways("rest"))
    task = begin()
    act(ALICE, task.pk, "look-done")
    task.refresh_from_db()
    return task.workflow, task


def pass_an_hour():
    TaskItem.objects.update(wakes_at=F("wakes_at") - timedelta(hours=1))


def test_a_wait_that_stays_a_wait_keeps_its_end(admin):
    workflow, task = waiting()
    until = task.items.get(step_key="rest").wakes_at
    draw_again(
        workflow, step("look"), rest(seconds=9 * SECONDS), step("check", is_end=True), *ways("rest")
    )

    migration = order(admin, workflow=workflow).json()
    carry_out()

    assert result(admin, migration)["status"] == "moved"
    assert task.items.get(step_key="rest").wakes_at == until
    pass_an_hour()
    wake_due()
    task.refresh_from_db()
    assert (task.workflow_version.number, task.current_step) == (2, "check")


def test_a_wait_of_another_name_is_the_same_wait(admin):
    workflow, task = waiting()
    until = task.items.get(step_key="rest").wakes_at
    draw_again(workflow, step("look"), rest("pause"), step("check", is_end=True), *ways("pause"))

    assert not preview(admin, workflow, mapping={"rest": "pause"})["anew"]
    order(admin, workflow=workflow, mapping={"rest": "pause"})
    carry_out()

    assert task.items.get(status="new").wakes_at == until
    pass_an_hour()
    wake_due()
    task.refresh_from_db()
    assert task.current_step == "check"


def test_a_wait_that_is_gone_ends_where_the_mapping_says(admin):
    workflow, task = waiting()
    draw_again(workflow, step("look"), step("check", is_end=True), way("look", "done", "check"))

    assert "has no counterpart" in preview(admin, workflow)["reason"]
    assert preview(admin, workflow, mapping={"rest": "check"})["anew"]
    order(admin, workflow=workflow, mapping={"rest": "check"})
    carry_out()

    task.refresh_from_db()
    assert (task.current_step, task.workflow_version.number) == ("check", 2)
    ended = task.items.get(step_key="rest")
    assert (ended.status, ended.notes) == (
        "expired",
        f"{ADMIN.full_name} moved the task to Check: A better way",
    )
    assert task.items.get(step_key="check").assignee_id is not None
    assert task.events.get(kind="migrated").summary == "From version 1 to 2: Rest → Check"
    assert task.events.latest("id").task_version == task.version
    pass_an_hour()
    wake_due()
    task.refresh_from_db()
    assert task.current_step == "check"


def test_a_person_whose_work_becomes_a_wait_is_told(admin):
    deploy(step("look"), step("check", is_end=True), way("look", "done", "check"))
    task = begin()
    had = task.items.get().assignee_id
    workflow = task.workflow
    draw_again(workflow, rest("look"), step("check", is_end=True), way("look", "done", "check"))
    assert "another kind of step" in preview(admin, workflow)["reason"]
    OutboxMessage.objects.all().delete()

    order(admin, workflow=workflow, mapping={"look": "look"})
    carry_out()

    [lost] = outbox_messages(CreateNotification)
    assert lost.recipients == {"users": [had]}
    waits = task.items.get(status="new")
    assert (waits.assignee_id, waits.wakes_at is None) == (None, False)


def test_a_task_on_hold_does_not_leave_its_wait(admin):
    workflow, task = waiting()
    body = {"version": task.version, "reason": "Later"}
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", body)
    draw_again(workflow, step("look"), step("check", is_end=True), way("look", "done", "check"))

    assert "on hold" in preview(admin, workflow, mapping={"rest": "check"})["reason"]


def test_trap_3_a_move_replays_no_rung(admin):
    workflow, task = waiting()
    SlaSegment.objects.update(started_at=F("started_at") - timedelta(days=30))
    Task.objects.update(next_rung_at=task.created_at)
    scan()
    draw_again(workflow, step("look"), step("check", is_end=True), way("look", "done", "check"))

    order(admin, workflow=workflow, mapping={"rest": "check"})
    carry_out()
    scan()
    scan()

    task.refresh_from_db()
    assert task.workflow_version.number == 2
    assert task.events.filter(kind="sla_breach").count() == 1
    assert task.next_rung_at is None


def test_trap_3_the_next_breach_after_a_move_gave_time_again_is_told(admin):
    [task] = make_tasks(1)
    let_pass(task, 9 * HOUR)
    scan()
    deploy_with(high_sla=20 * HOUR, medium_sla=30 * HOUR, low_sla=40 * HOUR)

    order(admin)
    carry_out()
    scan()
    told_at_once = task.events.filter(kind="sla_breach").count()
    let_pass(task, 12 * HOUR)
    scan()

    assert (told_at_once, task.events.filter(kind="sla_breach").count()) == (1, 2)


def test_undoing_goes_back_to_the_wait_and_its_end(admin):
    workflow, task = waiting()
    draw_again(workflow, step("look"), step("check", is_end=True), way("look", "done", "check"))
    before = Task.objects.filter(pk=task.pk).values().get()
    waits = task.items.filter(step_key="rest").values().get()
    migration = order(admin, workflow=workflow, mapping={"rest": "check"}).json()
    carry_out()
    gained = task.items.get(step_key="check").assignee_id
    OutboxMessage.objects.all().delete()

    undo(admin, migration)

    assert result(admin, migration)["status"] == "undone"
    after = Task.objects.filter(pk=task.pk).values().get()
    assert after == {**before, "version": before["version"] + 2}
    assert task.items.filter(step_key="rest").values().get() == waits
    assert task.items.get(step_key="check").status == "expired"
    assert [m.recipients for m in outbox_messages(CreateNotification)] == [{"users": [gained]}]
    pass_an_hour()
    wake_due()
    assert Task.objects.get().current_step == "check"
