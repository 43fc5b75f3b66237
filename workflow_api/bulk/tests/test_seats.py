"""Acts in bulk on a step that asks several people."""

import pytest

from shared.testing import make_client
from workflow_api.bulk.tests.acts import REASON, TO_BOB, post, preview, refusals
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN, ALICE, BOB, MANAGER, SAM, build_world


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def poll():
    """A task that Alice and Bob are asked about, each in a seat."""
    deploy(
        step("agree", kind="approval", approvals_needed=2, is_end=True),
        way("agree", "approve", None),
        way("agree", "reject", None),
    )
    return begin()


def test_of_several_seats_the_free_one_is_taken_and_by_nobody_twice():
    task = poll()
    make_client(BOB).post(f"/tasks/{task.pk}/release/", {})

    twice, foreign, admin = (preview(who, "claim", task) for who in (ALICE, SAM, ADMIN))

    assert refusals(twice) == ["You take part in this already"]
    assert refusals(foreign) == [f"There is no task T-{task.pk}"]
    assert admin.json()["waiting"] == 1
    assert preview(BOB, "claim", task).json()["waiting"] == 1


def test_when_no_seat_is_free_the_preview_names_everybody_who_has_one():
    assert refusals(preview(ADMIN, "claim", poll())) == ["Alice, Bob has this work"]


def test_who_takes_part_cannot_have_a_second_seat():
    said = refusals(preview(ADMIN, "transfer", poll(), **TO_BOB))

    assert said == ["Bob cannot have Agree: takes part already"]


def test_the_seat_that_was_handed_on_is_the_one_that_comes_back():
    task = poll()
    manager_too = preview(ADMIN, "escalate", task, **REASON).json()
    post(ADMIN, manager_too, "start")
    assert people_of(task) == {MANAGER.id, BOB.id}

    post(ADMIN, manager_too, "undo")

    assert people_of(task) == {ALICE.id, BOB.id}


def people_of(task):
    return set(task.items.filter(closed_at=None).values_list("assignee_id", flat=True))
