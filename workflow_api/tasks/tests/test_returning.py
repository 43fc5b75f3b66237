"""Work that goes back by itself, and who is next then."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import person
from workflow_api.roles.models import Departure
from workflow_api.roles.tests.hours import NINE
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.coordinating import coordinate_waiting
from workflow_api.tasks.services.returning import return_departed, return_untouched
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.repairs import deploy_repair, repair
from workflow_api.tasks.tests.world import (
    ACCESS,
    ALICE,
    BOB,
    COORDINATOR,
    build_world,
    join,
    make_task,
)


@pytest.fixture
def world(db, clock):
    build_world()
    deploy_repair(first_touch_minutes=30)


pytestmark = pytest.mark.usefixtures("world")


def post(who, task, action, **body):
    return make_client(who).post(f"/tasks/{task.pk}/{action}/", body)


def people(task):
    return list(task.items.order_by("pk").values_list("assignee_id", "status"))


def test_a_task_says_until_when_its_person_has_to_begin():
    task = repair()

    shown = make_client(ALICE).get(f"/tasks/{task.pk}/").json()
    [listed] = make_client(ALICE).get("/tasks/").json()["results"]

    assert shown["first_touch_until"] == listed["first_touch_until"] == "2026-11-23T09:30:00Z"


def test_work_that_nobody_began_goes_to_the_next_but_not_to_the_same_person_again(clock):
    task = repair()
    clock[0] = NINE + timedelta(minutes=29)
    return_untouched()
    assert people(task) == [(ALICE.id, "new")]

    clock[0] = NINE + timedelta(minutes=30)
    return_untouched()
    return_untouched()

    assert people(task) == [(ALICE.id, "expired"), (BOB.id, "new")]
    event = task.events.latest("id")
    assert (event.kind, event.notes) == ("returned", "Alice did not begin it in time")
    assert outbox_messages(CreateNotification)[-1].recipients == {"users": [ALICE.id]}
    assert task.decisions.latest("id").cause == "untouched"


def test_when_everybody_let_it_lie_it_waits_and_those_who_can_help_are_told_once(clock):
    task = repair()
    for minutes in (30, 60):
        clock[0] = NINE + timedelta(minutes=minutes)
        return_untouched()

    assign_waiting()
    assign_waiting()

    assert people(task) == [(ALICE.id, "expired"), (BOB.id, "expired"), (None, "new")]
    notices = [n for n in outbox_messages(CreateNotification) if "Nobody can take" in n.subject]
    assert len(notices) == 1
    join(person(13, "cleo", "IT Support"), "IT Support")
    assign_waiting()
    assert people(task)[-1] == (13, "new")


def test_whoever_begins_keeps_it(clock):
    task = repair()

    begun = post(ALICE, task, "begin")
    clock[0] = NINE + timedelta(hours=1)
    return_untouched()

    assert (begun.json()["status"], begun.json()["first_touch_until"]) == ("in_progress", None)
    assert people(task) == [(ALICE.id, "in_progress")]
    assert post(BOB, task, "begin").status_code == 403


def test_a_hold_gives_the_whole_time_again(clock):
    task = repair()
    post(COORDINATOR, task, "hold", reason="Waiting for a part")
    clock[0] = NINE + timedelta(hours=5)
    return_untouched()

    post(COORDINATOR, task, "resume")
    return_untouched()

    assert people(task) == [(ALICE.id, "new")]
    assert task.items.get().first_touch_until == clock[0] + timedelta(minutes=30)


def test_waiting_saves_nobody_a_turn(clock):
    task = repair()
    clock[0] = NINE + timedelta(minutes=30)
    return_untouched()
    assert people(task)[-1] == (BOB.id, "new")

    for number in range(2, 8):
        repair(f"HD-{number}")

    kept = TaskItem.objects.filter(status="new").values_list("assignee_id", flat=True)
    assert abs(Counter(kept)[ALICE.id] - Counter(kept)[BOB.id]) <= 1
    second = Task.objects.get(ticket__external_id="HD-2").items.get()
    assert second.assignee_id == ALICE.id
    assert second.decisions.get().why == "is owed a turn that came back"


def test_what_comes_by_hand_is_no_turn_so_letting_it_lie_gives_none_back(clock):
    task = repair()
    post(ALICE, task, "transfer", to_user=BOB.id, reason="Please", version=1)
    clock[0] = NINE + timedelta(minutes=30)

    return_untouched()

    assert people(task)[-1] == (ALICE.id, "new")
    later = [repair(f"HD-{number}").items.get().assignee_id for number in range(2, 5)]
    # Alice has had two turns by now, Bob none.
    assert later == [BOB.id, BOB.id, ALICE.id]


def test_whoever_leaves_the_role_leaves_their_work_to_the_others():
    task = make_task(**ACCESS)
    join(ALICE, "IT Support", version=2, is_active=False)

    return_departed()
    return_departed()

    assert people(task) == [(ALICE.id, "expired"), (BOB.id, "new")]
    assert task.events.latest("id").notes == "Alice is no longer in IT Support"
    assert not Departure.objects.exists()


def test_whoever_came_back_meanwhile_keeps_it():
    task = make_task(**ACCESS)
    join(ALICE, "IT Support", version=2, is_active=False)
    join(ALICE, "IT Support", version=3)

    return_departed()

    assert people(task) == [(ALICE.id, "new")]


def test_a_coordinator_who_leaves_is_succeeded_as_soon_as_there_is_somebody():
    task = make_task(**ACCESS)
    join(COORDINATOR, "Ticket Coordinator", version=2, is_active=False)
    return_departed()
    assert Task.objects.get(pk=task.pk).coordinator_id is None

    coordinate_waiting()
    join(person(5, "coordinator2", "Ticket Coordinator"), "Ticket Coordinator", version=1)

    assert Task.objects.get(pk=task.pk).coordinator_id is None
    coordinate_waiting()
    assert Task.objects.get(pk=task.pk).coordinator_id == 5
    assert [e.kind for e in task.events.all()].count("coordinated") == 2


@pytest.mark.django_db(transaction=True)
def test_several_schedulers_return_each_item_once(clock):
    join(person(13, "cleo", "IT Support"), "IT Support")
    for number in range(12):
        repair(f"HD-{number}")
    clock[0] = NINE + timedelta(minutes=30)

    def schedule(_):
        try:
            return_untouched()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as schedulers:
        list(schedulers.map(schedule, range(8)))

    assert TaskItem.objects.filter(status="expired").count() == 12
    kept = Counter(TaskItem.objects.filter(status="new").values_list("assignee_id", flat=True))
    assert sum(kept.values()) == 12
