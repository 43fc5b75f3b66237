"""The ledger of turns: who got what, who was passed over, for whom it is no secret."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client
from workflow_api.assignment.models import AssignmentDecision
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
    build_world,
    join,
    make_task,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def turns(who=ADMIN, **query):
    return make_client(who).get("/assignments/turns/", {"role": "IT Support", **query})


def test_each_turn_has_its_number_and_says_who_was_passed_over():
    make_task(**ACCESS)
    join(BOB, "IT Support", version=2, is_active=False)
    make_task("HD-2", **ACCESS)

    second, first = turns().json()["results"]

    assert (first["turn_no"], first["chosen_id"], first["skipped"]) == (1, ALICE.id, [])
    assert (second["turn_no"], second["chosen_id"]) == (2, ALICE.id)
    assert second["skipped"] == [
        {"user_id": BOB.id, "name": BOB.full_name, "reason": "no longer in the role"}
    ]
    assert second["step"] == "Verify request"


def test_a_transfer_by_hand_is_in_the_ledger_but_is_no_turn():
    task = make_task(**ACCESS)
    body = {"to_user": BOB.id, "reason": "Knows the house", "version": 1}
    make_client(ALICE).post(f"/tasks/{task.pk}/transfer/", body)

    [handed] = turns(cause="transfer").json()["results"]

    assert (handed["turn_no"], handed["policy"]) == (None, "by_hand")
    assert (handed["decided_by_name"], handed["reason"]) == (ALICE.full_name, "Knows the house")


def test_the_ledger_leads_on_without_counting():
    for number in range(3):
        make_task(f"HD-{number}", **ACCESS)

    page = turns(page_size=2).json()
    rest = make_client(ADMIN).get(page["next"]).json()

    assert [len(page["results"]), len(rest["results"])] == [2, 1]
    assert "count" not in page


def test_a_page_costs_the_same_however_many_turns_it_shows():
    counts = []
    for batch in (range(2), range(2, 12)):
        for number in batch:
            make_task(f"HD-{number}", **ACCESS)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert turns().status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_all_of_it_comes_as_csv_and_a_name_is_no_formula():
    make_task(**ACCESS)
    AssignmentDecision.objects.filter(role="IT Support").update(chosen_name="=1+1")

    answer = turns(format="csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    [line] = csv.DictReader(io.StringIO(answer.getvalue().decode()))
    assert (line["person"], line["turn"]) == ("'=1+1", "1")


def test_trap_7_the_export_is_not_capped():
    task = make_task(**ACCESS)
    AssignmentDecision.objects.bulk_create(
        AssignmentDecision(task=task, role="Plumber", policy="round_robin", why="next")
        for _ in range(2_500)
    )

    answer = turns(role="Plumber", format="csv")

    assert answer.getvalue().decode().count("\r\n") == 2_501


@pytest.mark.parametrize(
    ("query", "field"),
    [({"role": ""}, "role"), ({"cause": "luck"}, "cause"), ({"sort": "me"}, "sort")],
)
def test_what_is_asked_wrongly_is_named(query, field):
    answer = turns(**query)

    assert answer.status_code == 400
    assert field in str(answer.json()["details"])


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (ADMIN, 200),
        (AUDITOR, 200),
        (MANAGER, 200),
        (COORDINATOR, 200),
        (ALICE, 200),
        (NOOR, 403),
        (ANA, 403),
    ],
)
def test_turns_are_for_the_role_and_those_who_answer_for_it(who, code):
    assert turns(who).status_code == code
