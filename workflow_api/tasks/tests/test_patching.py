"""`PATCH /tasks/{id}/`, and what a writer hears who saw an old version."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.testing import make_client
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.returning import return_untouched
from workflow_api.tasks.services.waking import wake_due
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.directing import patch, post
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    CARL,
    CHECK_IN,
    COORDINATOR,
    NOOR,
    act,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_a_status_is_reached_by_the_act_it_means():
    task = make_task(**CHECK_IN)

    seen = [
        patch(CARL, task, status="in_progress").json()["status"],
        patch(CARL, task, status="pending").json()["status"],
        patch(COORDINATOR, task, status="on_hold", notes="Not now").json()["status"],
        patch(COORDINATOR, task, status="in_progress").json()["status"],
        patch(CARL, task, status="rejected", notes="Not ours").json()["status"],
        patch(COORDINATOR, task, status="closed").json()["status"],
    ]

    assert seen == ["in_progress", "pending", "on_hold", "in_progress", "rejected", "closed"]


def test_a_status_that_the_table_lacks_is_refused_with_those_it_has():
    task = make_task()

    response = patch(ADMIN, task, status="closed")

    assert response.status_code == 409
    allowed = "allowed now: in_progress, pending_external, on_hold, cancelled"
    assert response.json()["details"] == [{"field": "status", "message": allowed}]


def test_a_status_with_several_ways_to_it_names_none():
    task = make_task()
    patch(NOOR, task, status="in_progress")

    response = patch(NOOR, task, status="completed")

    assert response.status_code == 409
    assert "none here" in response.json()["error"]


def test_a_state_that_is_no_longer_there_is_refused_by_its_tag():
    task = make_task()
    client = make_client(NOOR)
    tag = client.get(f"/tasks/{task.pk}/")["ETag"]
    patch(NOOR, task, notes="Called, nobody there")

    body = {"version": 2, "notes": "Called again"}
    late = client.patch(f"/tasks/{task.pk}/", body, headers={"If-Match": tag})

    assert (late.status_code, late["ETag"]) == (412, '"2"')


def test_work_that_nobody_has_is_begun_by_nobody():
    task = make_task()
    post(NOOR, task, "release/", reason="Not mine")
    patch(NOOR, task, status="pending")

    begun = patch(ADMIN, task, status="in_progress", notes="Somebody has to")

    assert begun.status_code == 409
    assert begun.json()["error"] == "Nobody has Diagnose yet: claim it first"
    with pytest.raises(IntegrityError, match="item_begun_by_somebody"), transaction.atomic():
        TaskItem.objects.update(status="in_progress")


def test_an_admin_begins_in_the_place_of_somebody_for_a_reason():
    task = make_task()

    unexplained = patch(ADMIN, task, status="in_progress")
    begun = patch(ADMIN, task, status="in_progress", notes="She asked me to")

    assert [each["field"] for each in unexplained.json()["details"]] == ["notes"]
    assert begun.json()["status"] == "in_progress"


def test_a_wait_is_not_put_back_so_it_ends_when_its_time_has_come():
    deploy(
        step("look"),
        step("rest", kind="wait", wait_seconds=3600),
        step("check"),
        way("look", "done", "rest"),
        way("rest", "done", "check"),
        way("check", "done", None),
    )
    task = begin()
    act(ALICE, task.pk, "look-done")

    put_back = patch(ADMIN, task, status="pending", notes="Later")
    TaskItem.objects.filter(step_key="rest").update(wakes_at=timezone.now())
    wake_due()

    assert put_back.status_code == 409
    assert Task.objects.get().current_step == "check"


def test_who_puts_work_back_has_the_whole_time_to_begin_again():
    deploy(step("look", first_touch_minutes=30), way("look", "done", None))
    task = begin()
    patch(ALICE, task, status="in_progress")
    TaskItem.objects.update(first_touch_until=timezone.now() - timedelta(minutes=1))

    patch(ALICE, task, status="pending", notes="Tomorrow")
    return_untouched()

    [item] = task.items.all()
    assert (item.assignee_id, item.status) == (ALICE.id, "new")
    assert item.first_touch_until is not None
    assert item.first_touch_until > timezone.now() + timedelta(minutes=29)


def test_a_note_stands_in_the_history():
    task = make_task()

    answer = patch(NOOR, task, notes="Called, nobody there")

    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert task.events.latest("id").notes == "Called, nobody there"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "status"),
        ({"status": "asleep"}, "status"),
        ({"status": "on_hold"}, "notes"),
        ({"status": "cancelled"}, "notes"),
        ({"notes": "x", "title": "y"}, "title"),
    ],
)
def test_a_bad_patch_is_refused_by_field(body, field):
    task = make_task()

    response = patch(ADMIN, task, **body)

    assert response.status_code == 400
    assert [detail["field"] for detail in response.json()["details"]] == [field]


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("move/", {"step": "resolve", "reason": "x"}),
        ("reopen/", {"reason": "x"}),
        ("close/", {}),
        ("cancel/", {"reason": "x"}),
        ("hold/", {"reason": "x"}),
        ("release/", {}),
        ("checklist/", {"item": "x"}),
    ],
)
def test_every_act_on_an_old_view_hears_what_changed_and_by_whom(action, body):
    task = make_task()
    act(NOOR, task.pk, "diagnose-done", version=1)

    response = post(ADMIN, task, action, **{**body, "version": 1})

    assert response.status_code == 409
    assert response.json()["details"][0]["message"] == "Noor: Cause found at Diagnose"
