"""Somebody goes away: who takes over, and what if it was a mistake."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client
from shared.testing.messages import deliver
from shared.testing.people import person
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.roles.models import RoleMember
from workflow_api.roles.tests.hours import NINE, availability
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    BOB,
    COORDINATOR,
    NOOR,
    build_world,
    join,
    make_task,
)

CLEO = person(13, "cleo", "IT Support")


@pytest.fixture
def world(db, clock):
    build_world()
    join(CLEO, "IT Support")


pytestmark = pytest.mark.usefixtures("world")


def tasks_of_alice(count):
    """Each third ticket is Alice's: three people take turns."""
    made = [make_task(f"HD-{number}", **ACCESS) for number in range(count * 3)]
    return [task for task in made if task.items.get().assignee_id == ALICE.id]


def preview(who, user=ALICE):
    return make_client(who).post("/assignments/hand-over/preview/", {"user_id": user.id})


def carry_out(who, plan, *, user=ALICE, **headers):
    body = {"user_id": user.id, "plan": plan, "reason": "Leave until Monday"}
    return make_client(who).post("/assignments/hand-over/", body, headers=headers)


def undo(who, handed):
    return make_client(who).post(f"/assignments/hand-over/{handed['id']}/undo/", {})


def holder(task):
    return task.items.latest("id").assignee_id


def test_the_plan_shares_the_work_out_by_turn_and_moves_nothing():
    tasks = tasks_of_alice(4)
    turns = list(RoleMember.objects.order_by("pk").values_list("turn_no", flat=True))

    plan = preview(ADMIN).json()

    assert [line["task_id"] for line in plan["items"]] == [task.pk for task in tasks]
    assert sorted(line["to_user"] for line in plan["items"]) == [BOB.id, BOB.id, CLEO.id, CLEO.id]
    assert {line["why"] for line in plan["items"]} == {"had the last turn longest ago"}
    assert {each["user_id"] for each in plan["colleagues"]} == {BOB.id, CLEO.id}
    assert list(RoleMember.objects.order_by("pk").values_list("turn_no", flat=True)) == turns


def test_a_plan_costs_the_same_however_much_is_open():
    counts = []
    for count in (1, 4):
        tasks_of_alice(count) if count == 1 else [
            make_task(f"HD-{number}", **ACCESS) for number in range(10, 25)
        ]
        with CaptureQueriesContext(connection) as queries:
            preview(ADMIN)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_nobody_on_leave_is_proposed_and_the_reader_sees_why():
    tasks_of_alice(1)
    week = ("2026-11-22T23:00:00+00:00", "2026-11-29T23:00:00+00:00")
    deliver(availability(BOB, leave=week, zone="UTC"))

    plan = preview(ADMIN).json()

    assert [line["to_user"] for line in plan["items"]] == [CLEO.id]
    away = {each["user_id"]: each["away"] for each in plan["colleagues"]}
    assert away[BOB.id].startswith("on leave until")


def test_each_line_succeeds_or_is_refused_by_itself():
    first, second, third = tasks_of_alice(3)
    make_client(ALICE).post(f"/tasks/{third.pk}/release/", {})

    answer = carry_out(
        ADMIN,
        [
            {"task_id": third.pk, "to_user": BOB.id},
            {"task_id": first.pk, "to_user": CLEO.id, "version": first.version},
            {"task_id": second.pk, "to_user": NOOR.id},
        ],
    )

    assert answer.status_code == 201
    outcomes = {line["task_id"]: line["outcome"] for line in answer.json()["items"]}
    assert outcomes == {first.pk: "handed_over", second.pk: "refused", third.pk: "refused"}
    assert (holder(first), holder(second)) == (CLEO.id, ALICE.id)
    assert AssignmentDecision.objects.filter(cause="hand_over").count() == 1


def test_a_line_without_a_person_goes_to_the_role_by_its_turn():
    [task] = tasks_of_alice(1)

    carry_out(ADMIN, [{"task_id": task.pk, "to_user": None}])

    assert holder(task) in (BOB.id, CLEO.id)


def test_what_nobody_has_acted_on_comes_back(clock):
    first, second = tasks_of_alice(2)
    plan = [{"task_id": task.pk, "to_user": BOB.id} for task in (first, second)]
    handed = carry_out(ADMIN, plan).json()
    make_client(BOB).post(f"/tasks/{second.pk}/begin/", {})

    clock[0] = NINE + timedelta(minutes=15)
    answer = undo(ADMIN, handed)

    outcomes = {line["task_id"]: line["outcome"] for line in answer.json()["items"]}
    assert outcomes == {first.pk: "undone", second.pk: "kept"}
    assert (holder(first), holder(second)) == (ALICE.id, BOB.id)
    assert undo(ADMIN, handed).status_code == 409


def test_after_a_quarter_of_an_hour_it_is_too_late(clock):
    [task] = tasks_of_alice(1)
    handed = carry_out(ADMIN, [{"task_id": task.pk, "to_user": BOB.id}]).json()

    clock[0] = NINE + timedelta(minutes=15, seconds=1)

    assert undo(ADMIN, handed).status_code == 409
    assert holder(task) == BOB.id


def test_people_hand_over_their_own_work_and_may_take_it_back():
    [task] = tasks_of_alice(1)
    [line] = preview(ALICE).json()["items"]

    handed = carry_out(ALICE, [{"task_id": task.pk, "to_user": line["to_user"]}]).json()

    assert holder(task) == line["to_user"]
    assert undo(BOB, handed).status_code == 404
    assert undo(ALICE, handed).status_code == 200
    assert holder(task) == ALICE.id


def test_whoever_sends_the_same_plan_twice_hands_over_once():
    [task] = tasks_of_alice(1)
    plan = [{"task_id": task.pk, "to_user": BOB.id}]
    key = {"Idempotency-Key": "leave-1"}

    first = carry_out(ADMIN, plan, **key)
    again = carry_out(ADMIN, plan, **key)

    assert again.json() == first.json()
    assert task.items.count() == 2


def test_a_coordinator_sees_and_hands_over_only_what_they_own():
    first, second = tasks_of_alice(2)
    Task.objects.filter(pk=second.pk).update(coordinator_id=99)

    assert [line["task_id"] for line in preview(COORDINATOR).json()["items"]] == [first.pk]
    foreign = carry_out(COORDINATOR, [{"task_id": second.pk, "to_user": BOB.id}])
    assert foreign.status_code == 404


@pytest.mark.parametrize("who", [BOB, ANA])
def test_others_hand_over_nobody_elses_work(who):
    [task] = tasks_of_alice(1)

    assert preview(who).status_code == 403
    assert carry_out(who, [{"task_id": task.pk, "to_user": BOB.id}]).status_code == 403


@pytest.mark.parametrize("plan", [[], [{"task_id": 1}], "all"])
def test_a_plan_that_cannot_be_read_is_refused(plan):
    assert carry_out(ADMIN, plan).status_code == 400


def test_a_task_named_twice_is_named():
    [task] = tasks_of_alice(1)
    line = {"task_id": task.pk, "to_user": BOB.id}

    answer = carry_out(ADMIN, [line, line])

    assert answer.json()["details"][0]["field"] == "plan.1.task_id"
    assert holder(task) == ALICE.id
