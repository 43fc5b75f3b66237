"""Work that goes up, by hand and by the clock."""

import pytest
from django.db import transaction

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.escalating import escalate_by_clock
from workflow_api.tasks.services.locking import current_item, lock
from workflow_api.tasks.tests.repairs import deploy_repair, repair
from workflow_api.tasks.tests.world import (
    ALICE,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    build_world,
    join,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def escalate(who, task, *, dry_run=False):
    asked = "?dry_run=true" if dry_run else ""
    body = {"reason": "Needs a decision", "version": Task.objects.get(pk=task.pk).version}
    return make_client(who).post(f"/tasks/{task.pk}/escalate/{asked}", body)


def by_clock(task):
    with transaction.atomic():
        locked = lock(Task.objects.all(), task.pk)
        assert locked is not None
        return escalate_by_clock(task=locked, item=current_item(locked), reason="The SLA is over")


def test_work_goes_up_to_the_role_that_the_step_names():
    deploy_repair(escalate_to="Network Engineer")
    task = repair()

    seen = escalate(ALICE, task, dry_run=True).json()
    answer = escalate(ALICE, task)

    assert seen["receiver"]["user_id"] == NOOR.id
    assert answer.json()["assigned_user"] == NOOR.id
    first, second = task.items.order_by("id")
    assert (first.status, second.origin, second.role) == (
        "escalated",
        "escalated",
        "Network Engineer",
    )
    told = outbox_messages(CreateAssignmentNotification)[-1]
    assert (told.user_id, told.notification_type) == (NOOR.id, "task_escalation")
    assert outbox_messages(CreateNotification)[-1].recipients == {"users": [COORDINATOR.id]}


def test_without_a_role_of_its_own_it_goes_to_the_managers():
    deploy_repair()
    task = repair()

    escalate(ALICE, task)

    assert task.items.latest("id").assignee_id == MANAGER.id


def test_what_went_up_goes_up_once():
    deploy_repair()
    task = repair()
    escalate(ALICE, task)

    again = escalate(COORDINATOR, task)

    assert again.status_code == 409
    assert again.json()["error"] == "Look has been escalated to Manager already"
    assert by_clock(task) is False


def test_a_manager_can_hand_escalated_work_back_to_the_team():
    deploy_repair()
    task = repair()
    escalate(ALICE, task)

    version = Task.objects.get(pk=task.pk).version
    body = {"to_user": BOB.id, "reason": "Please go on", "version": version}
    answer = make_client(MANAGER).post(f"/tasks/{task.pk}/transfer/", body)

    assert answer.json()["assigned_user"] == BOB.id
    assert task.items.latest("id").role == "IT Support"


def test_whoever_has_it_keeps_it_when_nobody_can_take_it():
    join(MANAGER, "Manager", version=2, is_active=False)
    deploy_repair()
    task = repair()

    by_hand = escalate(ALICE, task)
    moved = by_clock(task)

    assert by_hand.status_code == 409
    assert by_hand.json()["error"] == "Nobody in Manager can take it now; Alice keeps it"
    assert moved is False
    assert task.items.get().assignee_id == ALICE.id
    assert task.events.latest("id").kind == "not_escalated"
    assert outbox_messages(CreateNotification)[-1].recipients["roles"] == [
        {"system": "TTS", "role": "Admin"}
    ]


def test_the_clock_escalates_and_says_that_it_did():
    deploy_repair(escalate_to="Network Engineer")
    task = repair()

    assert by_clock(task) is True

    item = task.items.latest("id")
    assert (item.assignee_id, item.origin) == (NOOR.id, "escalated")
    event = task.events.latest("id")
    assert (event.actor_id, event.actor_name, event.notes) == (None, "sla_clock", "The SLA is over")


def test_a_colleague_cannot_escalate_somebody_elses_work():
    deploy_repair()
    task = repair()

    assert escalate(BOB, task).status_code == 403
