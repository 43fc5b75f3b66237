"""The board: who is there, how much each has, who is next, and when nobody will be."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client, token_of
from shared.testing.messages import deliver
from shared.testing.people import person
from workflow_api.roles.tests.hours import NINE, OFFICE, availability
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.returning import return_untouched
from workflow_api.tasks.tests.repairs import deploy_repair, repair
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    act,
    build_world,
    join,
    make_task,
)


@pytest.fixture
def world(db, clock):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def works(who, *, shifts=(), leave=None):
    deliver(availability(who, shifts=shifts, leave=leave, zone="UTC"))


def board(who=ADMIN, **query):
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    return client.get("/board/", {"role": "IT Support", **query})


def people(**query):
    return {row["user_id"]: row for row in board(**query).json()["people"]}


def test_everybody_is_there_with_their_work_and_their_place_in_the_queue():
    task = make_task(**ACCESS)

    alice, bob = people()[ALICE.id], people()[BOB.id]

    assert (bob["turn"], alice["turn"]) == (1, 2)
    assert (alice["open"], alice["tasks_count"], bob["open"]) == (1, 1, 0)
    assert alice["tasks"][0]["task_id"] == task.pk
    assert alice["presence"]["on_shift"] is True


def test_deadlines_near_and_past_are_counted(clock):
    for number in range(2):
        make_task(f"HD-{number}", **ACCESS)
    near, past = Task.objects.order_by("pk")
    Task.objects.filter(pk=near.pk).update(sla_at_risk_at=NINE)
    Task.objects.filter(pk=past.pk).update(sla_at_risk_at=NINE, sla_deadline=NINE)

    alice, bob = people()[ALICE.id], people()[BOB.id]

    assert (alice["at_risk"], alice["breached"]) == (1, 0)
    assert (bob["at_risk"], bob["breached"]) == (0, 1)
    assert alice["tasks"][0]["sla_state"] == "at_risk"


def test_what_came_and_went_today_is_counted_and_yesterday_is_not(clock):
    deploy_repair(first_touch_minutes=30)
    clock[0] = NINE - timedelta(days=1)
    make_task("HD-0", **ACCESS)
    clock[0] = NINE
    task = make_task("HD-1", **ACCESS)
    act(BOB, task.pk, "verify-done")
    repair("HD-2")
    clock[0] = NINE + timedelta(minutes=30)
    return_untouched()

    rows = people()

    counts = ("received", "done", "passed_on")
    assert [rows[ALICE.id][name] for name in counts] == [1, 0, 1]
    assert [rows[BOB.id][name] for name in counts] == [2, 1, 0]
    assert rows[ALICE.id]["owed_turns"] == 1
    assert rows[ALICE.id]["turn"] == 1


def test_whoever_is_away_has_no_place_and_the_board_says_until_when():
    works(ALICE, leave=("2026-11-22T00:00:00+00:00", "2026-11-30T00:00:00+00:00"))
    works(BOB, leave=("2026-12-24T00:00:00+00:00", "2026-12-27T00:00:00+00:00"))

    rows = people()

    assert rows[ALICE.id]["turn"] is None
    assert rows[ALICE.id]["presence"]["away_until"] == "2026-11-30T00:00:00Z"
    assert rows[BOB.id]["presence"]["leave_starts_at"] == "2026-12-24T00:00:00Z"
    assert rows[BOB.id]["turn"] == 1


def test_a_slot_without_anybody_is_seen_before_it_comes():
    works(ALICE, shifts=OFFICE)
    works(BOB, leave=("2026-11-23T16:00:00+00:00", "2026-11-24T06:00:00+00:00"))

    gaps = board().json()["gaps"]

    assert gaps == [{"starts_at": "2026-11-23T17:00:00Z", "ends_at": "2026-11-24T06:00:00Z"}]


def test_a_role_without_members_has_nobody_for_the_whole_day():
    join(NOOR, "Network Engineer", version=2, is_active=False)

    [gap] = board(role="Network Engineer").json()["gaps"]

    assert gap == {"starts_at": "2026-11-23T09:00:00Z", "ends_at": "2026-11-24T09:00:00Z"}


def test_work_that_waits_for_somebody_is_shown_apart():
    task = make_task(**ACCESS)
    make_client(ALICE).post(f"/tasks/{task.pk}/release/", {})

    unassigned = board().json()["unassigned"]

    assert [card["task_id"] for card in unassigned["tasks"]] == [task.pk]


def test_a_board_costs_the_same_for_few_and_for_many():
    counts = []
    for batch in (range(2), range(2, 12)):
        for number in batch:
            make_task(f"HD-{number}", **ACCESS)
            someone = person(100 + number, f"agent{number}", "IT Support")
            join(someone, "IT Support")
            works(someone, shifts=OFFICE)
        with CaptureQueriesContext(connection) as queries:
            assert board().status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_a_manager_sees_only_the_departments_cards_but_everybodys_numbers():
    make_task("HD-1", **ACCESS, department="Operations")
    make_task("HD-2", **ACCESS, department="Finance")
    head = dataclasses.replace(MANAGER, claims={"department": "Operations"})

    rows = {row["user_id"]: row for row in board(head).json()["people"]}

    assert (rows[ALICE.id]["open"], rows[ALICE.id]["tasks_count"]) == (1, 1)
    assert rows[ALICE.id]["tasks"][0]["may_transfer"] is True
    assert (rows[BOB.id]["open"], rows[BOB.id]["tasks_count"]) == (1, 0)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (ADMIN, 200),
        (AUDITOR, 200),
        (MANAGER, 200),
        (COORDINATOR, 200),
        (ALICE, 403),
        (ANA, 403),
    ],
)
def test_the_board_is_for_those_who_answer_for_the_work_of_others(who, code):
    assert board(who).status_code == code


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ({"role": ""}, 400, "role"),
        ({"since": "yesterday"}, 400, "since"),
        ({"since": "2026-11-01T00:00:00Z"}, 400, "since"),
        ({"sort": "name"}, 400, "sort"),
    ],
)
def test_what_is_asked_wrongly_is_named(query, code, field):
    answer = board(**query)

    assert answer.status_code == code
    assert answer.json()["details"][0]["field"] == field


def test_a_role_that_does_not_exist_is_404():
    assert board(role="Plumber").status_code == 404
