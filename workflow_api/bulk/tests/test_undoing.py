"""What a job did is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.bulk.models import BulkJob
from workflow_api.bulk.services import running
from workflow_api.bulk.tests.jobs import claimed, free_tasks, items, job_of, post, run
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    COORDINATOR,
    act,
    build_world,
    make_task,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def test_what_was_done_is_taken_back_where_nobody_acted_since():
    tasks = free_tasks(3)
    job = run(BOB, "claim", *tasks)
    act(BOB, tasks[0].pk, "verify-done")

    undone = post(BOB, job, "undo")
    running.work()

    assert undone.status_code == 201
    refused, *back = items(BOB, undone.json())
    assert refused["state"] == "refused"
    assert [item["state"] for item in back] == ["done", "done"]
    for task in tasks[1:]:
        assert task.items.get().assignee_id is None
    assert job_of(BOB, job)["undone_by"] == undone.json()["id"]
    assert job_of(BOB, job)["undo_until"] is None
    assert post(BOB, job, "undo").status_code == 409
    assert post(BOB, undone.json(), "undo").status_code == 409


def test_a_hold_that_is_taken_back_comes_back_with_its_reason():
    task = make_task(**ACCESS)
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Holidays"})
    task.refresh_from_db()

    job = run(COORDINATOR, "resume", task)
    post(COORDINATOR, job, "undo")
    running.work()

    task.refresh_from_db()
    assert task.status == "on_hold"
    assert task.events.latest("id").notes == "Holidays"


def test_work_given_away_comes_back_to_whom_it_belonged():
    own, others = make_task("OWN", **ACCESS), make_task("OTHERS", **ACCESS)
    released = run(ADMIN, "release", own, others)
    own_release = run(ALICE, "release", claimed(own, ALICE))

    by_admin = post(ADMIN, released, "undo").json()
    by_owner = post(ALICE, own_release, "undo").json()
    running.work()

    assert job_of(ADMIN, by_admin)["refused"] == 2
    assert job_of(ALICE, by_owner)["done"] == 1
    assert own.items.get().assignee_id == ALICE.id


def test_there_is_a_quarter_of_an_hour_to_take_back():
    job = run(BOB, "claim", *free_tasks(1))
    BulkJob.objects.update(finished_at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert post(BOB, job, "undo").status_code == 409


def test_a_way_taken_cannot_be_taken_back():
    job = run(ALICE, "transition", make_task(**ACCESS), arguments={"outcome": "done"})

    assert (job["done"], job["undo_until"]) == (1, None)
    assert post(ALICE, job, "undo").status_code == 409
