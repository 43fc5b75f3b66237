"""Closing and cancelling."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateNotification, SendEmail
from shared.testing.messages import outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.closing import close_ended
from workflow_api.tasks.tests.directing import finished, post
from workflow_api.tasks.tests.world import (
    ADMIN,
    COORDINATOR,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_a_finished_task_is_closed_for_good():
    task = finished()

    closed = post(COORDINATOR, task, "close/").json()
    reopened = post(COORDINATOR, task, "reopen/", reason="Too late")

    assert closed["status"] == "closed"
    assert (reopened.status_code, "nothing" in reopened.json()["error"]) == (409, True)


def test_what_nobody_reopened_closes_by_itself(settings):
    settings.CLOSE_AFTER_DAYS = 14
    old, new = finished("HD-1"), finished("HD-2")
    Task.objects.filter(pk=old.pk).update(completed_at=timezone.now() - timedelta(days=15))

    close_ended()
    close_ended()

    states = dict(Task.objects.values_list("pk", "status"))
    assert states == {old.pk: "closed", new.pk: "completed"}
    assert [e.actor_name for e in old.events.filter(kind="closed")] == ["close_ended"]


def test_nothing_closes_by_itself_where_that_is_not_wanted(settings):
    settings.CLOSE_AFTER_DAYS = 0
    task = finished()
    Task.objects.update(completed_at=timezone.now() - timedelta(days=1000))

    close_ended()

    assert Task.objects.get(pk=task.pk).status == "completed"


def test_a_cancelled_task_ends_and_its_requester_reads_why():
    task = make_task()

    cancelled = post(ADMIN, task, "cancel/", reason="Ordered twice").json()

    assert (cancelled["status"], cancelled["assigned_user"]) == ("cancelled", None)
    assert "Ordered twice" in outbox_messages(SendEmail)[0].message
    assert outbox_messages(CreateNotification)[-1].recipients == {"users": [COORDINATOR.id]}
    assert task.items.get().status == "expired"


def test_a_task_on_hold_can_be_cancelled():
    task = make_task()
    post(COORDINATOR, task, "hold/", reason="Wait")

    assert post(ADMIN, task, "cancel/", reason="No longer needed").status_code == 200
    assert task.holds.get().ended_at is not None


@pytest.mark.parametrize("action", ["close/", "cancel/"])
def test_what_is_over_does_not_end_again(action):
    task = finished() if action == "close/" else make_task()
    body = {} if action == "close/" else {"reason": "Once"}
    post(ADMIN, task, action, **body)

    again = post(ADMIN, task, action, **body)

    assert again.status_code == 409
    assert again.json()["details"][0]["message"] == "allowed now: nothing"
