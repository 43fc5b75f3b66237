"""Work without a person: claimed, given back, assigned once somebody is there."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.waiting import assign_waiting
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


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def post(who, task, action, **body):
    return make_client(who).post(f"/tasks/{task.pk}/{action}/", body)


def test_released_work_waits_for_a_colleague_to_claim_it():
    task = make_task(**ACCESS)

    released = post(ALICE, task, "release", reason="Off to a meeting")
    assign_waiting()
    claimed = post(BOB, task, "claim")

    assert released.json()["assigned_user"] is None
    assert claimed.json()["assigned_user"] == BOB.id
    assert claimed.json()["status"] == "in_progress"
    assert task.items.get().origin == "claimed"


def test_only_the_role_of_the_step_can_claim():
    task = make_task(**ACCESS)
    post(ALICE, task, "release")

    assert post(NOOR, task, "claim").status_code == 404


def test_nobody_gives_back_what_is_somebody_elses():
    task = make_task(**ACCESS)

    assert post(BOB, task, "release").status_code == 403


def test_nobody_eligible_is_told_and_repaired_as_soon_as_somebody_is():
    join(NOOR, "Network Engineer", version=2, is_active=False)
    task = make_task()
    [told] = outbox_messages(CreateNotification)
    assert task.items.get().assignee_id is None
    assert told.recipients == {
        "roles": [{"system": "TTS", "role": "Admin"}],
        "users": [COORDINATOR.id],
    }

    assign_waiting()
    assert task.items.get().assignee_id is None
    join(NOOR, "Network Engineer", version=3)
    assign_waiting()
    assign_waiting()

    assert task.items.get().assignee_id == NOOR.id
    [assigned] = outbox_messages(CreateAssignmentNotification)
    assert assigned.user_id == NOOR.id
    kinds = [event.kind for event in task.events.all()]
    assert kinds == ["started", "unassigned", "assigned"]


def test_who_left_the_role_is_skipped_and_the_decision_says_so():
    join(ALICE, "IT Support", version=2, is_active=False)

    task = make_task(**ACCESS)

    assert task.items.get().assignee_id == BOB.id
    decision = task.decisions.get(item__isnull=False)
    assert decision.skipped == [
        {"user_id": ALICE.id, "name": ALICE.full_name, "reason": "no longer in the role"}
    ]


def test_a_hold_stops_the_work_and_resuming_lets_it_go_on():
    task = make_task()

    held = post(COORDINATOR, task, "hold", reason="Waiting for the building's owner")
    acted = post(NOOR, task, "transition", transition="diagnose-done", version=2)
    resumed = post(COORDINATOR, task, "resume")

    assert (held.json()["status"], held.json()["sla_state"]) == ("on_hold", "paused")
    assert acted.status_code == 409
    assert (resumed.json()["status"], resumed.json()["sla_state"]) == ("pending", "ok")


def test_the_one_who_works_cannot_stop_the_clock():
    task = make_task()

    assert post(NOOR, task, "hold", reason="Lunch").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_wins_and_the_others_hear_who():
    task = make_task(**ACCESS)
    post(ALICE, task, "release")

    def grab(who):
        try:
            response = post(who, task, "claim")
            return response.status_code, response.json()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as people:
        answers = list(people.map(grab, [ALICE, BOB, ADMIN]))

    winner = Task.objects.get(pk=task.pk).items.get().assignee_name
    assert sorted(code for code, _ in answers) == [200, 409, 409]
    assert {body["error"] for code, body in answers if code == 409} == {f"{winner} has this work"}
