"""Checklists and required fields: who ticked what, and what is refused while it is missing."""

import pytest

from shared.testing import make_client
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ALICE, BOB, COORDINATOR, act, build_world

pytestmark = pytest.mark.django_db
POINTS = ["Check the serial number", "Wipe the disk"]
COSTLY = {"field": "cost", "op": "gt", "value": 500}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def deploy_lists():
    """Look (two points, two fields) → Big when it costs more than 500, else Small → Look again."""
    deploy(
        step("look", checklist=POINTS, required_fields=["serial", "cost"]),
        step("small", is_end=True, policy="same_person_as:look"),
        step("big", is_end=True),
        {**way("look", "done", "small"), "default": True},
        {**way("look", "done", "big"), "key": "look-big", "condition": COSTLY},
        way("look", "reject", None),
        way("small", "return", "look"),
    )


def tick(who, task, item, *, done=True):
    seen = Task.objects.get(pk=task.pk).version
    body = {"item": item, "done": done, "version": seen}
    return make_client(who).post(f"/tasks/{task.pk}/checklist/", body)


def go(task, transition, version=None, **fields):
    seen = version or Task.objects.get(pk=task.pk).version
    body = {"transition": transition, "version": seen, "fields": fields}
    return make_client(ALICE).post(f"/tasks/{task.pk}/transition/", body)


def test_trap_5_a_completing_transition_names_everything_that_is_missing():
    deploy_lists()
    task = begin(serial="S-1")
    tick(ALICE, task, POINTS[0])

    response = go(task, "look-done")

    assert response.status_code == 400
    assert response.json()["details"] == [
        {"field": "checklist", "message": f"not ticked: {POINTS[1]}"},
        {"field": "fields.cost", "message": "is required here"},
    ]


def test_actions_say_what_is_not_ticked_and_which_fields_to_ask_for():
    deploy_lists()
    task = begin()
    tick(ALICE, task, POINTS[0])

    actions = make_client(ALICE).get(f"/tasks/{task.pk}/actions/").json()["actions"]

    done, _, reject = actions
    assert done["reason"] == f"Not ticked yet: {POINTS[1]}"
    assert done["needs_fields"] == ["serial", "cost"]
    assert (reject["blocked"], reject["needs_fields"]) == (False, [])


def test_what_is_filled_in_is_kept_and_decides_where_the_task_goes():
    deploy_lists()
    task = begin(serial="S-1")
    for point in POINTS:
        tick(ALICE, task, point)

    closed = go(task, "look-done", cost=900)
    response = go(task, "look-big", cost=900)

    assert closed.status_code == 409
    assert (response.json()["current_step"], response.json()["filled"]) == ("big", {"cost": 900})


def test_a_step_takes_only_the_fields_it_asks_for():
    deploy_lists()
    task = begin()

    response = go(task, "look-reject", priority="urgent")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "fields.priority"


@pytest.mark.parametrize("value", [[1], {"a": 1}, None, "x" * 2001, "a\x00b", 10**30])
def test_a_field_is_a_simple_value(value):
    deploy_lists()
    task = begin()

    response = go(task, "look-reject", cost=value)

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "fields.cost"


def test_the_checklist_shows_who_ticked_what_and_a_tick_can_be_taken_back():
    deploy_lists()
    task = begin(serial="S-1")
    tick(ALICE, task, POINTS[0])
    tick(ALICE, task, POINTS[1])

    shown = tick(ALICE, task, POINTS[0], done=False).json()

    assert [(p["item"], p["done"], p["by"]) for p in shown["items"]] == [
        (POINTS[0], False, None),
        (POINTS[1], True, ALICE.full_name),
    ]
    assert shown["required_fields"] == [
        {"name": "serial", "value": "S-1"},
        {"name": "cost", "value": None},
    ]
    assert [event.summary for event in task.events.filter(kind="changed")] == [
        f"Alice ticked: {POINTS[0]}",
        f"Alice ticked: {POINTS[1]}",
        f"Alice took back the tick of: {POINTS[0]}",
    ]


def test_only_whoever_does_the_step_ticks_its_list():
    deploy_lists()
    task = begin()

    assert tick(BOB, task, POINTS[0]).status_code == 403
    assert tick(COORDINATOR, task, POINTS[0]).status_code == 403
    assert tick(ALICE, task, "Something else").status_code == 400


def test_ticking_twice_changes_nothing():
    deploy_lists()
    task = begin()

    first = tick(ALICE, task, POINTS[0]).json()
    second = tick(ALICE, task, POINTS[0]).json()

    assert first["version"] == second["version"]


def test_whoever_comes_back_to_a_step_begins_its_list_anew():
    deploy_lists()
    task = begin(serial="S-1", cost=5)
    for point in POINTS:
        tick(ALICE, task, point)
    go(task, "look-done")
    act(ALICE, task.pk, "small-return")

    again = Task.objects.get(pk=task.pk)
    whose = make_client(COORDINATOR).get(f"/tasks/{task.pk}/checklist/").json()

    assert again.current_step == "look"
    assert [point["done"] for point in whose["items"]] == [False, False]
