"""What an act costs does not depend on how big or old everything is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.testing import make_client
from shared.testing.people import person
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ALICE, COORDINATOR, build_world, join
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db


def chain(length, **first):
    """So many steps in a row."""
    steps = [step("s0", **first), *(step(f"s{n}") for n in range(1, length))]
    ways = [way(f"s{n}", "done", f"s{n + 1}") for n in range(length - 1)]
    return [*steps, *ways, way(f"s{length - 1}", "done", None)]


def age(task, lines):
    """Give a task the history of years."""
    now = timezone.now()
    done = {"status": "done", "closed_at": now, "assignee_id": ALICE.id, "assigned_at": now}
    TaskItem.objects.bulk_create(
        TaskItem(task=task, step_key="s1", step_name="S1", role="IT Support", **done)
        for _ in range(lines)
    )
    open_item = task.items.get(closed_at=None)
    # Ids tell visits apart: the open item is the newest of a task that has been through so much.
    TaskItem.objects.filter(pk=open_item.pk).delete()
    open_item.pk = None
    open_item.save(force_insert=True)
    Task.objects.filter(pk=task.pk).update(visit_from=open_item.pk)
    TaskEvent.objects.bulk_create(
        TaskEvent(task=task, kind="changed", task_version=1, actor_name="x", summary="x")
        for _ in range(lines)
    )


def cost_of(who, task, action, **body):
    seen = Task.objects.get(pk=task.pk).version
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = make_client(who).post(f"/tasks/{task.pk}/{action}/", {"version": seen, **body})
    assert response.status_code == 200, response.json()
    return len(queries)


ACTS = [
    (ALICE, "transition", {"transition": "s0-done"}),
    (COORDINATOR, "hold", {"reason": "Wait"}),
    (COORDINATOR, "move", {"step": "s1", "reason": "There"}),
    (ALICE, "release", {}),
]


@pytest.mark.parametrize(("who", "action", "body"), ACTS, ids=[act[1] for act in ACTS])
def test_an_act_costs_the_same_in_a_small_and_in_a_big_world(who, action, body):
    build_world()
    deploy(*chain(2), name="Small")
    small = cost_of(who, begin("HD-1"), action, **body)
    _grow()
    aged = begin("HD-2")
    aged.items.update(assignee_id=ALICE.id)
    age(aged, 300)

    big = cost_of(who, aged, action, **body)

    assert big == small
    assert big <= 45


def _grow():
    """Forty more members, and sixty steps instead of two."""
    for number in range(200, 240):
        join(person(number, f"agent{number}"), "IT Support")
    Workflow.objects.filter(name="Small").update(status="archived")
    deploy(*chain(60), name="Big")


@pytest.mark.parametrize("seats", [2, 6])
def test_a_vote_costs_the_same_among_few_and_among_many(seats):
    build_world()
    for number in range(200, 210):
        join(person(number, f"agent{number}"), "IT Support")
    poll = step("agree", kind="approval", approvals_needed=seats)
    deploy(poll, way("agree", "approve", None), way("agree", "reject", None))
    task = begin()
    item = task.items.earliest("id")
    task.items.filter(assignee_id=ALICE.id).exclude(pk=item.pk).update(assignee_id=999)
    task.items.filter(pk=item.pk).update(assignee_id=ALICE.id)

    assert cost_of(ALICE, task, "transition", transition="agree-approve") <= 30
