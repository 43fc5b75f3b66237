"""Shares stay even however many hand work out, let it lie, or give it back at the same time."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from shared.testing import make_client
from shared.testing.people import person
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.returning import return_untouched
from workflow_api.tasks.tests.repairs import deploy_repair, repair
from workflow_api.tasks.tests.world import ALICE, BOB, build_world, join

WORKERS = 8
LIMIT = timedelta(minutes=30)
LAZY = person(13, "lazy", "IT Support")
PEOPLE = {ALICE.id: ALICE, BOB.id: BOB, LAZY.id: LAZY, 14: person(14, "dan", "IT Support")}


@pytest.fixture
def world(db, clock):
    build_world()
    for who in PEOPLE.values():
        join(who, "IT Support")
    deploy_repair(first_touch_minutes=30)


pytestmark = pytest.mark.usefixtures("world")


def at_once(jobs):
    """Run the jobs on as many threads as there are workers."""

    def one(job):
        try:
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(one, jobs))


def arrivals(name, count):
    return [lambda number=number: repair(f"{name}-{number}") for number in range(count)]


def everybody_begins_but_the_lazy_one():
    given = TaskItem.objects.filter(status="new").exclude(assignee_id=LAZY.id)
    for task_id, user_id in given.values_list("task_id", "assignee_id"):
        assert user_id is not None
        make_client(PEOPLE[user_id]).post(f"/tasks/{task_id}/begin/", {})


def entitlements():
    """What each has had of the work: what stayed with them and the turns they are still owed."""
    kept = Counter(
        TaskItem.objects.exclude(status="expired")
        .exclude(assignee_id=None)
        .values_list("assignee_id", flat=True)
    )
    owed = dict(
        RoleMember.objects.filter(role__name="IT Support").values_list("user_id", "owed_turns")
    )
    return {user_id: kept[user_id] + owed[user_id] for user_id in PEOPLE}


@pytest.mark.django_db(transaction=True)
def test_eight_workers_share_out_evenly_while_somebody_lets_work_lie(clock):
    spreads = []
    for period in range(3):
        schedulers = [return_untouched] * 4
        at_once([*arrivals(f"P{period}", 24), *schedulers])
        everybody_begins_but_the_lazy_one()
        clock[0] += LIMIT
        shares = entitlements()
        spreads.append(max(shares.values()) - min(shares.values()))

    assert Task.objects.count() == 72
    assert TaskItem.objects.filter(status="expired", assignee_id=LAZY.id).exists()
    assert not TaskItem.objects.filter(status="expired").exclude(assignee_id=LAZY.id).exists()
    # Not more from period to period: that would be a drift.
    assert max(spreads) <= 2


@pytest.mark.django_db(transaction=True)
def test_each_turn_is_handed_out_once():
    at_once(arrivals("T", 32))

    turns = list(
        Task.objects.filter(decisions__role="IT Support")
        .values_list("decisions__turn_no", flat=True)
        .order_by("decisions__turn_no")
    )

    assert turns == list(range(1, 33))
