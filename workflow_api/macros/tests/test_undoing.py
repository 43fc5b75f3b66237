"""Taking back what a macro did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from workflow_api.macros.models import MacroRun
from workflow_api.macros.tests.world import (
    CONTENT,
    NOTE,
    POINTS,
    begin_task,
    make_macro,
    now,
    run,
    undo,
)
from workflow_api.tasks.tests.world import ADMIN, ALICE, COORDINATOR, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def task(world):
    """Alice has it."""
    return begin_task()


def test_a_run_can_be_taken_back(task):
    macro = make_macro(priority="urgent", ticks=POINTS, hold={"code": "planned"})
    answer = run(ADMIN, task, macro)

    undone = undo(ADMIN, task, answer.json()["undo"]["id"])

    assert undone.status_code == 200, undone.json()
    after = now(task)
    assert (after.priority, after.status, after.ticks.count()) == ("high", "pending", 0)
    assert undo(ADMIN, task, answer.json()["undo"]["id"]).status_code == 409


def test_only_what_the_run_ticked_is_taken_back(task):
    first = make_macro("One", ticks=[POINTS[0]])
    both = make_macro("Both", ticks=POINTS)
    run(ALICE, task, first)
    answer = run(ALICE, task, both)

    undo(ALICE, task, answer.json()["undo"]["id"])

    assert [tick.text for tick in task.ticks.all()] == [POINTS[0]]


def test_what_somebody_changed_since_stands_in_the_way_of_an_undo(task):
    macro = make_macro(ticks=[POINTS[0]])
    run_id = run(ALICE, task, macro).json()["undo"]["id"]
    run(COORDINATOR, task, make_macro("Note", **NOTE))

    refused = undo(ALICE, task, run_id)

    assert refused.status_code == 409
    assert "Coordinator made a note" in str(refused.json()["details"])
    assert task.ticks.count() == 1


def test_a_run_is_undone_by_whoever_ran_it_and_not_for_ever(task):
    macro = make_macro(ticks=[POINTS[0]])
    run_id = run(ALICE, task, macro).json()["undo"]["id"]

    assert undo(ADMIN, task, run_id).status_code == 404
    MacroRun.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert undo(ALICE, task, run_id).status_code == 409


@pytest.mark.parametrize("act", ["note", "transition", "reply"])
def test_what_cannot_be_taken_back_by_hand_offers_no_undo(task, act):
    assert run(ALICE, task, make_macro(**CONTENT[act])).json()["undo"] is None
