"""Running tasks go to another version of their workflow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.audit.models import AuditEvent
from workflow_api.migrating.services import running
from workflow_api.migrating.tests.stories import (
    carry_out,
    deploy_again,
    make_tasks,
    network,
    order,
    results,
    state,
    turn,
)
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, ALICE, BOB, NOOR, act, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


@pytest.fixture
def admin():
    return make_client(ADMIN)


def test_a_task_goes_on_at_the_step_of_the_same_name_with_the_same_person(admin):
    [task] = make_tasks(1)
    version = deploy_again(diagnose={"instructions": "Measure first"})

    migration = order(admin).json()
    carry_out()

    task.refresh_from_db()
    assert (task.workflow_version_id, task.current_step) == (version.pk, "diagnose")
    assert task.items.get().assignee_id == NOOR.id
    assert state(admin, migration)["status"] == "finished"
    assert results(admin, migration)[task.number]["status"] == "moved"
    assert act(NOOR, task.pk, "diagnose-done").status_code == 200


def test_what_was_used_stays_used_and_the_new_target_counts(admin):
    [task] = make_tasks(1)
    began = timezone.now() - timedelta(hours=2)
    SlaSegment.objects.filter(task=task).update(started_at=began)
    workflow = network()
    admin.patch(f"/workflows/{workflow.pk}/", {"high_sla": "PT10H"})
    deploy_again()

    order(admin)
    carry_out()

    task.refresh_from_db()
    assert task.sla_target == 10 * 3600
    assert task.sla_deadline == began + timedelta(hours=10)


def test_targets_of_another_version_give_way_to_those_of_the_new_one(admin):
    [task] = make_tasks(1)
    Task.objects.update(sla_version=task.workflow_version_id, sla_target=1)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin).json()
    carry_out()
    task.refresh_from_db()
    assert (task.sla_version_id, task.sla_target) == (None, 8 * 3600)

    turn(admin, migration, "undo")
    carry_out()

    task.refresh_from_db()
    assert task.sla_version_id == task.workflow_version_id


def test_a_renamed_step_is_mapped_and_a_new_role_takes_over(admin):
    [task] = make_tasks(1)
    deploy_again(rename={"diagnose": "find"}, diagnose={"role": "IT Support", "name": "Find"})
    OutboxMessage.objects.all().delete()

    order(admin, mapping={"diagnose": "find"})
    carry_out()

    task.refresh_from_db()
    item = task.items.get()
    assert (task.current_step, item.step_key, item.role) == ("find", "find", "IT Support")
    assert item.assignee_id in (ALICE.id, BOB.id)
    [given] = outbox_messages(CreateAssignmentNotification)
    assert given.user_id == item.assignee_id
    [lost] = outbox_messages(CreateNotification)
    assert lost.recipients == {"users": [NOOR.id]}
    assert task.decisions.filter(item=item).count() == 2


def test_history_and_audit_tell_who_moved_it_and_why(admin):
    [task] = make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})

    order(admin)
    carry_out()

    line = task.events.get(kind="migrated")
    assert (line.actor_name, line.notes) == (ADMIN.full_name, "A better way")
    assert line.summary == "From version 1 to 2: Diagnose"
    audited = AuditEvent.objects.get(action="task.migrated")
    assert audited.task_id == task.pk
    assert (audited.before["workflow_version"], audited.after["workflow_version"]) == (1, 2)
    ordered = AuditEvent.objects.get(action="migration.started")
    assert audited.correlation_id == ordered.correlation_id


def test_trap_15_a_step_without_a_counterpart_keeps_its_tasks_where_they_are(admin):
    first, second = make_tasks(2)
    act(NOOR, second.pk, "diagnose-done")
    deploy_again(rename={"diagnose": "find"})

    migration = order(admin).json()
    carry_out()

    rows = results(admin, migration)
    assert (rows[first.number]["status"], rows[second.number]["status"]) == ("refused", "moved")
    assert "has no counterpart" in rows[first.number]["reason"]
    now = state(admin, migration)
    assert (now["done"], now["moved"], now["refused"]) == (2, 1, 1)
    first.refresh_from_db()
    assert first.workflow_version.number == 1


def test_the_first_few_go_alone_until_told_to_continue(admin):
    make_tasks(4)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin, canary=2).json()
    carry_out()
    now = state(admin, migration)
    assert (now["status"], now["done"], now["total"]) == ("waiting", 2, 4)

    assert turn(admin, migration, "continue").json()["status"] == "running"
    carry_out()

    assert state(admin, migration)["moved"] == 4
    assert turn(admin, migration, "continue").status_code == 409


def test_cancelling_leaves_the_rest_where_it_is(admin):
    make_tasks(3)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin, canary=1).json()
    carry_out()

    assert turn(admin, migration, "cancel").json()["status"] == "cancelled"
    carry_out()

    statuses = [row["status"] for row in results(admin, migration).values()]
    assert statuses == ["moved", "skipped", "skipped"]
    assert Task.objects.filter(workflow_version__number=2).count() == 1


def test_undoing_brings_version_step_and_person_back(admin):
    [task] = make_tasks(1)
    before = dict(Task.objects.values().get())
    deploy_again(rename={"diagnose": "find"}, diagnose={"role": "IT Support"})
    migration = order(admin, mapping={"diagnose": "find"}).json()
    carry_out()

    assert turn(admin, migration, "undo").json()["status"] == "undoing"
    carry_out()

    after = dict(Task.objects.values().get())
    assert after == {**before, "version": task.version + 2}
    item = task.items.get()
    assert (item.step_key, item.role, item.assignee_id) == (
        "diagnose",
        "Network Engineer",
        NOOR.id,
    )
    now = state(admin, migration)
    assert (now["status"], now["undone"]) == ("undone", 1)
    assert task.events.filter(kind="migrated").count() == 2


def test_a_task_somebody_acted_on_is_not_taken_back(admin):
    untouched, touched = make_tasks(2)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin).json()
    carry_out()
    act(NOOR, touched.pk, "diagnose-done")

    turn(admin, migration, "undo")
    carry_out()

    rows = results(admin, migration)
    assert rows[untouched.number]["status"] == "undone"
    assert rows[touched.number]["status"] == "kept"
    assert "noor" in rows[touched.number]["reason"].lower()
    touched.refresh_from_db()
    assert (touched.workflow_version.number, touched.current_step) == (2, "resolve")


def test_a_task_that_ended_meanwhile_is_refused(admin):
    first, second = make_tasks(2)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin).json()
    Task.objects.filter(pk=first.pk).update(status="cancelled", completed_at=timezone.now())

    carry_out()

    rows = results(admin, migration)
    assert rows[first.number]["reason"] == f"{first.number} is cancelled"
    assert rows[second.number]["status"] == "moved"


def test_whoever_acts_on_what_they_saw_before_learns_of_the_move(admin):
    [task] = make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})
    order(admin)
    carry_out()

    answer = act(NOOR, task.pk, "diagnose-done", version=task.version)

    assert answer.status_code == 409
    assert "From version 1 to 2" in answer.json()["details"][0]["message"]


def test_the_scheduler_goes_on_where_it_stopped(admin):
    make_tasks(3)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(admin).json()
    done = []

    for _ in range(5):
        running.run(seconds=0)
        done.append(state(admin, migration)["done"])

    assert done == [1, 2, 3, 3, 3]
    assert state(admin, migration)["status"] == "finished"
