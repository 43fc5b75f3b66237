"""Turns stay fair whoever hands them out."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shared.testing.people import person
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import (
    ACCESS,
    ALICE,
    BOB,
    BUDGET,
    DORA,
    NOOR,
    act,
    build_world,
    join,
    make_task,
    receive,
)

WORKERS = 16
TICKETS = 12


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def shares(step="verify"):
    people = TaskItem.objects.filter(step_key=step).values_list("assignee_id", flat=True)
    return Counter(people)


def test_turns_go_round():
    for number in range(4):
        receive(f"HD-{number}", **ACCESS)

    items = TaskItem.objects.order_by("pk").values_list("assignee_id", flat=True)
    assert list(items) == [ALICE.id, BOB.id, ALICE.id, BOB.id]


def test_a_newcomer_is_next_and_then_has_a_share_like_everybody():
    for number in range(4):
        receive(f"HD-{number}", **ACCESS)
    join(person(13, "cleo", "IT Support"), "IT Support")

    for number in range(4, 10):
        receive(f"HD-{number}", **ACCESS)

    assert shares() == {ALICE.id: 4, BOB.id: 4, 13: 2}


def test_nobody_approves_a_ticket_of_their_own():
    task = make_task(**BUDGET, requester_email="elsa@example.com")
    act(DORA, task.pk, "analyse-done")

    item = task.items.get(step_key="approve")
    assert item.assignee_id is None
    decision = item.decisions.get()
    assert [skipped["reason"] for skipped in decision.skipped] == ["sent this ticket"]


def test_a_step_that_wants_the_same_person_gets_them():
    join(person(22, "omar", "Network Engineer"), "Network Engineer")
    task = make_task()
    act(NOOR, task.pk, "diagnose-done")

    assert task.items.get(step_key="resolve").assignee_id == NOOR.id


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_share_out_evenly_and_lose_nothing():
    people = [person(100 + n, f"agent{n}", "IT Support") for n in range(3)]
    for who in people:
        join(who, "IT Support")

    def work(worker):
        for number in range(TICKETS):
            receive(f"W{worker}-{number}", **ACCESS)
            # Back into the pool, which is smaller than the number of workers.
            connection.close()

    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(work, range(WORKERS)))

    assert Task.objects.count() == WORKERS * TICKETS
    counts = shares()
    assert sum(counts.values()) == WORKERS * TICKETS
    assert len(counts) == 5
    assert max(counts.values()) - min(counts.values()) <= 1


@pytest.mark.django_db(transaction=True)
def test_the_same_ticket_at_many_workers_at_once_is_one_task():
    def work(_):
        try:
            receive("HD-1", **ACCESS)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(work, range(WORKERS)))

    assert Task.objects.count() == 1
    assert TaskItem.objects.count() == 1
