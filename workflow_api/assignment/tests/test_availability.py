"""Whoever is on leave or off shift is passed over, and the decision says why."""

from datetime import UTC, datetime

import pytest

from shared.testing import make_client
from shared.testing.messages import dead_letters, deliver
from workflow_api.roles.models import Availability
from workflow_api.roles.tests.hours import OFFICE, availability
from workflow_api.tasks.models import TaskItem
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    NOOR,
    act,
    build_world,
    join,
    make_task,
    receive,
)

MONDAY_NIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
WEEK_OFF = "2026-11-22T23:00:00+00:00", "2026-11-29T23:00:00+00:00"


@pytest.fixture
def world(db, clock):
    clock[0] = MONDAY_NIGHT
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def assignees():
    return list(TaskItem.objects.order_by("pk").values_list("assignee_id", flat=True))


def test_nobody_on_leave_gets_work_and_the_decision_says_until_when():
    deliver(availability(ALICE, leave=WEEK_OFF))

    task = make_task(**ACCESS)
    receive("HD-2", **ACCESS)

    assert assignees() == [BOB.id, BOB.id]
    explained = make_client(ADMIN).get(f"/tasks/{task.pk}/explain/").json()
    assert "on leave until Monday 30 November 2026, 00:00 (Europe/Berlin)" in str(explained)


def test_whoever_is_off_shift_gets_work_when_the_shift_begins(clock):
    for who in (ALICE, BOB):
        deliver(availability(who, shifts=OFFICE))
    make_task(**ACCESS)
    assert assignees() == [None]

    clock[0] = datetime(2026, 11, 24, 6, 59, tzinfo=UTC)
    assign_waiting()
    assert assignees() == [None]

    clock[0] = datetime(2026, 11, 24, 7, tzinfo=UTC)
    assign_waiting()
    assert assignees() == [ALICE.id]


def test_when_leave_is_cancelled_the_waiting_work_is_handed_out():
    for who in (ALICE, BOB):
        deliver(availability(who, leave=WEEK_OFF))
    make_task(**ACCESS)

    deliver(availability(BOB, version=2))
    assign_waiting()

    assert assignees() == [BOB.id]


def test_an_older_state_that_arrives_late_is_ignored():
    deliver(availability(ALICE, version=3))
    deliver(availability(ALICE, version=2, leave=WEEK_OFF))

    make_task(**ACCESS)

    assert assignees() == [ALICE.id]


def test_a_stand_in_takes_over_what_the_same_person_should_do():
    omar = type(NOOR)(id=22, username="omar", email="omar@example.com", full_name="Omar")
    pia = type(NOOR)(id=23, username="pia", email="pia@example.com", full_name="Pia")
    task = make_task()
    for who in (omar, pia):
        join(who, "Network Engineer")
    deliver(availability(NOOR, leave=WEEK_OFF, stand_in=pia.id))

    act(NOOR, task.pk, "diagnose-done")

    item = task.items.get(step_key="resolve")
    assert item.assignee_id == pia.id
    assert item.decisions.get().why == "stands in for the person of step diagnose"


@pytest.mark.parametrize(
    "message",
    [
        availability(ALICE, zone="Mars/Olympus"),
        availability(ALICE, leave=("2026-11-22T23:00:00", "2026-11-29T23:00:00")),
    ],
    ids=["unknown zone", "no offset"],
)
def test_what_assignment_could_not_read_is_a_dead_letter(message):
    deliver(message)

    assert not Availability.objects.exists()
    assert len(dead_letters(message.TASK)) == 1
