"""A transfer taken back: by whom, until when, and what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    COORDINATOR,
    NOOR,
    build_world,
    join,
    make_task,
)

REASON = "Knows this building"


@pytest.fixture
def task(db):
    build_world()
    return make_task(**ACCESS)


def transfer(who, task, to=BOB):
    version = Task.objects.get(pk=task.pk).version
    body = {"to_user": to.id, "reason": REASON, "version": version}
    response = make_client(who).post(f"/tasks/{task.pk}/transfer/", body)
    assert response.status_code == 200, response.json()


def undo(who, task):
    return make_client(who).post(f"/tasks/{task.pk}/transfer/undo/")


def test_what_was_handed_on_by_mistake_comes_back_with_its_deadlines(task):
    before = (task.sla_deadline, task.step_deadline)
    transfer(ALICE, task)

    answer = undo(ALICE, task)

    assert (answer.status_code, answer.json()["assigned_user"]) == (200, ALICE.id)
    now = Task.objects.get(pk=task.pk)
    assert (now.sla_deadline, now.step_deadline) == before
    event = task.events.latest("id")
    assert event.summary == "Verify request went from Bob to Alice"
    assert event.notes == f"Undone: {REASON}"


def test_it_is_taken_back_once(task):
    transfer(ALICE, task)
    undo(ALICE, task)

    again = undo(ALICE, task)

    assert again.status_code == 409
    assert task.items.get(closed_at=None).assignee_id == ALICE.id


def test_only_whoever_handed_it_on_takes_it_back(task):
    transfer(COORDINATOR, task)

    codes = [undo(who, task).status_code for who in (ALICE, BOB, ADMIN, NOOR, COORDINATOR)]

    assert codes == [404, 404, 404, 404, 200]
    assert task.items.get(closed_at=None).assignee_id == ALICE.id


@pytest.mark.parametrize(
    ("path", "body", "did"),
    [
        ("begin", {}, "began Verify request"),
        ("release", {}, "gave back Verify request"),
        ("", {"notes": "Looking at it"}, "made a note"),
    ],
    ids=["begun", "released", "noted"],
)
def test_it_stays_once_its_receiver_has_acted(task, path, body, did):
    transfer(ALICE, task)
    bob = make_client(BOB)
    if path:
        acted = bob.post(f"/tasks/{task.pk}/{path}/", body)
    else:
        version = Task.objects.get(pk=task.pk).version
        acted = bob.patch(f"/tasks/{task.pk}/", {**body, "version": version})
    assert acted.status_code == 200, acted.json()

    answer = undo(ALICE, task)

    assert answer.status_code == 409
    assert answer.json()["error"] == f"{BOB.full_name}: {BOB.full_name} {did}"


def test_what_others_do_meanwhile_does_not_stand_in_the_way(task):
    transfer(ALICE, task)
    path = f"/tasks/{task.pk}/priority/"
    make_client(COORDINATOR).post(path, {"priority": "low", "reason": "Nobody is stopped by it"})

    assert undo(ALICE, task).status_code == 200


def test_it_is_too_late_after_a_quarter_of_an_hour(task):
    transfer(ALICE, task)
    longer = timezone.now() - timedelta(minutes=16)
    TaskItem.objects.filter(status="transferred").update(closed_at=longer)
    TaskItem.objects.filter(origin="transferred").update(created_at=longer)

    assert undo(ALICE, task).status_code == 409


def test_work_that_nobody_had_goes_back_to_nobody(task):
    make_client(ALICE).post(f"/tasks/{task.pk}/release/", {})
    transfer(COORDINATOR, task)

    assert undo(COORDINATOR, task).json()["error"] == "Nobody had it before"


def test_it_does_not_go_back_to_somebody_who_has_left_the_role(task):
    transfer(ALICE, task)
    join(ALICE, "IT Support", version=2, is_active=False)

    assert undo(ALICE, task).status_code == 422
    assert task.items.get(closed_at=None).assignee_id == BOB.id


def test_a_second_transfer_is_the_one_that_is_taken_back(task):
    transfer(ALICE, task)
    transfer(ADMIN, task, to=ALICE)
    transfer(ADMIN, task, to=BOB)

    undo(ADMIN, task)

    assert task.items.get(closed_at=None).assignee_id == ALICE.id
