"""Taking transitions: who may, at which version, and what is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    BUDGET,
    CARL,
    CHECK_IN,
    DORA,
    ELSA,
    NOOR,
    STRANGER,
    act,
    build_world,
    make_task,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def test_a_stale_version_is_told_what_changed_and_by_whom():
    task = make_task()
    act(NOOR, task.pk, "diagnose-done", version=1)

    response = act(NOOR, task.pk, "resolve-done", version=1)

    assert response.status_code == 409
    assert response.json()["code"] == "CONFLICT"
    assert response.json()["details"][0] == {
        "field": "version",
        "message": "Noor: Cause found at Diagnose",
    }
    assert Task.objects.get(pk=task.pk).current_step == "resolve"


def test_somebody_elses_work_is_theirs():
    task = make_task(**ACCESS)

    response = act(BOB, task.pk, "verify-done")

    assert response.status_code == 403
    assert ALICE.full_name in response.json()["error"]


def test_an_admin_acts_for_somebody_else_only_with_a_reason():
    task = make_task()

    refused = act(ADMIN, task.pk, "diagnose-done")
    taken = act(ADMIN, task.pk, "diagnose-done", notes="Noor is ill")

    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "notes"
    assert taken.status_code == 200
    audit = AuditEvent.objects.get(action="task.transition")
    assert (audit.actor_id, audit.reason, audit.task_id) == (ADMIN.id, "Noor is ill", task.pk)


def test_a_task_that_is_not_theirs_to_see_does_not_exist_for_a_stranger():
    task = make_task()

    assert act(STRANGER, task.pk, "diagnose-done").status_code == 404
    assert make_client(STRANGER).get(f"/tasks/{task.pk}/").status_code == 404


def test_an_unknown_transition_is_refused_with_the_known_ones():
    task = make_task()

    response = act(NOOR, task.pk, "teleport")

    assert response.status_code == 400
    assert response.json()["details"] == [
        {"field": "transition", "message": "must be one of: diagnose-done"}
    ]


def test_a_rejection_without_a_reason_is_refused():
    task = make_task(**CHECK_IN)

    response = act(CARL, task.pk, "inspect-reject")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "notes"


def test_a_finished_task_takes_no_more_transitions():
    task = make_task(**BUDGET)
    act(DORA, task.pk, "analyse-done")
    act(ELSA, task.pk, "approve-approve")

    response = act(ELSA, task.pk, "approve-approve")

    assert response.status_code == 409
    assert "completed" in response.json()["error"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"notes": "x", "version": 1}, "transition"),
        ({"transition": "diagnose-done"}, "version"),
        ({"transition": "diagnose-done", "version": "new"}, "version"),
        ({"transition": "diagnose-done", "version": 0}, "version"),
        ({"transition": "diagnose-done", "version": 1, "step": "x"}, "step"),
        ({"transition": "diagnose-done", "version": 1, "notes": "a\x00b"}, "notes"),
    ],
)
def test_a_bad_body_is_refused_by_field(body, field):
    task = make_task()

    response = make_client(NOOR).post(f"/tasks/{task.pk}/transition/", body)

    assert response.status_code == 400
    assert [detail["field"] for detail in response.json()["details"]] == [field]


def test_actions_say_why_others_are_blocked():
    task = make_task(**ACCESS)

    mine = make_client(ALICE).get(f"/tasks/{task.pk}/actions/").json()
    bobs = make_client(BOB).get(f"/tasks/{task.pk}/actions/").json()

    assert [(a["transition"], a["blocked"]) for a in mine["actions"]] == [
        ("verify-done", False),
        ("verify-reject", False),
    ]
    assert {a["reason"] for a in bobs["actions"]} == {f"Assigned to {ALICE.full_name}"}
    assert mine["version"] == 1


def test_a_step_costs_a_constant_number_of_statements(django_assert_max_num_queries):
    task = make_task(**BUDGET)
    body = {"transition": "analyse-done", "notes": "", "version": 1}

    with django_assert_max_num_queries(23):
        response = make_client(DORA).post(f"/tasks/{task.pk}/transition/", body)

    assert response.status_code == 200


def test_a_failed_act_leaves_nothing_behind():
    task = make_task()
    before = OutboxMessage.objects.count()

    act(NOOR, task.pk, "teleport")

    assert OutboxMessage.objects.count() == before
    assert Task.objects.get(pk=task.pk).version == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_acting_at_once_one_wins():
    task = make_task()

    def press(_):
        try:
            return act(NOOR, task.pk, "diagnose-done", version=1).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        answers = sorted(people.map(press, range(4)))

    assert answers == [200, 409, 409, 409]
    assert task.items.count() == 2
