"""Filters of the list, and what they can be given."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    STAFF,
    act,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def listed(**query):
    answer = make_client(ADMIN).get("/tasks/", query)
    assert answer.status_code == 200, answer.json()
    return {task["ticket_number"] for task in answer.json()["results"]}


def test_what_filters_can_be_given_is_what_there_is(django_assert_num_queries):
    client = make_client(ALICE)

    with django_assert_num_queries(3):
        found = client.get("/views/choices/").json()

    assert "IT Access Request" in [each["name"] for each in found["workflows"]]
    assert {"Verify request", "Diagnose"} <= set(found["steps"])
    assert "IT Support" in found["categories"]
    assert "Security Officer" in found["roles"]
    assert {"id": ALICE.id, "name": ALICE.full_name} in found["people"]
    assert len(found["people"]) == len(STAFF)


def test_requesters_do_not_learn_how_work_is_done():
    assert make_client(ANA).get("/views/choices/").status_code == 403


def test_tasks_are_found_by_the_step_they_stand_at():
    make_task("HERE", **ACCESS)
    act(ALICE, make_task("THERE", **ACCESS).pk, "verify-done")
    act(ALICE, make_task("NOT-MINE", **ACCESS).pk, "verify-done")

    assert "HERE" in listed(step="Verify request")
    assert "HERE" not in listed(step="Approve access")
    assert listed(step="Verify request") | listed(step="Approve access") == listed()


def test_tasks_are_found_by_their_age():
    for days in (0, 3, 10):
        task = make_task(f"D-{days}", **ACCESS)
        at = timezone.now() - timedelta(days=days, minutes=1)
        Task.objects.filter(pk=task.pk).update(created_at=at)

    assert listed(older_than_days=3) == {"D-3", "D-10"}
    assert listed(newer_than_days=3) == {"D-0"}
    assert listed(older_than_days=1, newer_than_days=7) == {"D-3"}


@pytest.mark.parametrize("query", [{"older_than_days": "x"}, {"newer_than_days": -1}])
def test_a_bad_age_is_refused_by_name(query):
    answer = make_client(ADMIN).get("/tasks/", query)

    assert answer.json()["details"][0]["field"] == next(iter(query))
