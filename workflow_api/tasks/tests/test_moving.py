"""Moving a task by hand, and giving work away."""

import pytest

from shared.contracts.notifications import CreateNotification
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.directing import post
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    COORDINATOR,
    NOOR,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_a_move_puts_the_task_at_another_step_and_says_what_became_of_deadlines():
    task = make_task()
    before = task.sla_deadline

    moved = post(COORDINATOR, task, "move/", step="confirm", reason="Solved by telephone").json()

    assert (moved["task"]["current_step"], moved["dry_run"]) == ("confirm", False)
    assert moved["effect"]["ends_work_of"] == [NOOR.full_name]
    assert moved["effect"]["assigned_users"] == [ALICE.id]
    assert moved["effect"]["sla_deadline"] == moved["effect"]["sla_deadline_before"]
    assert moved["effect"]["step_deadline"] != moved["effect"]["step_deadline_before"]
    assert Task.objects.get().sla_deadline == before
    assert task.items.get(step_key="diagnose").status == "expired"
    assert [event.kind for event in task.events.all()][-2:] == ["moved", "assigned"]


def test_a_preview_of_a_move_says_the_same_and_does_nothing():
    task = make_task()
    told = OutboxMessage.objects.count()

    path = "move/?dry_run=true"
    preview = post(COORDINATOR, task, path, step="confirm", reason="Shall I?").json()

    assert preview["effect"]["assigned_user_names"] == [ALICE.full_name]
    assert (preview["dry_run"], preview["task"]["current_step"]) == (True, "diagnose")
    assert OutboxMessage.objects.count() == told
    assert Task.objects.get().version == 1
    moved = post(COORDINATOR, task, "move/", step="confirm", reason="Yes").json()
    assert moved["effect"]["assigned_user_names"] == [ALICE.full_name]


@pytest.mark.parametrize(
    ("action", "body", "what"),
    [
        ("move/", {"step": "confirm"}, "moved the task to Confirm with requester"),
        ("cancel/", {}, "cancelled the task"),
    ],
)
def test_whoever_had_the_work_hears_who_ended_it_and_why(action, body, what):
    task = make_task()

    post(ADMIN, task, action, reason="Solved by telephone", **body)

    told = [each for each in outbox_messages(CreateNotification) if "No longer" in each.subject]
    assert [each.recipients["users"] for each in told] == [[NOOR.id]]
    assert f"{ADMIN.full_name} {what}: Solved by telephone" in told[0].message


def test_whoever_goes_on_with_it_is_not_told_that_it_is_over():
    task = make_task()

    post(ADMIN, task, "move/", step="resolve", reason="Found already")

    assert not [m for m in outbox_messages(CreateNotification) if "No longer" in m.subject]


@pytest.mark.parametrize("step", ["diagnose", "nowhere"])
def test_a_task_moves_only_to_another_step_of_its_version(step):
    task = make_task()

    response = post(COORDINATOR, task, "move/", step=step, reason="Why not")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "step"


def test_whoever_works_on_a_task_does_not_move_it():
    task = make_task()

    assert post(NOOR, task, "move/", step="confirm", reason="Done").status_code == 403


def test_whoever_gives_their_work_away_gets_a_last_look_at_it():
    task = make_task()
    task.items.update(role="Security Officer")

    answer = post(NOOR, task, "release/", reason="Wrong team")

    assert answer.status_code == 200
    assert answer.json()["assigned_user"] is None
    assert make_client(NOOR).get(f"/tasks/{task.pk}/").status_code == 404
