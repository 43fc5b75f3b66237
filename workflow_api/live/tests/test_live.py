from copy import copy
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count
from django.db.models.base import ModelState
from django.utils import timezone

from shared.testing import make_client
from workflow_api.live.adding import add_up
from workflow_api.live.selectors import open_tasks
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    BOB,
    NETWORK,
    NOOR,
    act,
    build_world,
    join,
    make_task,
)
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


def live():
    workflow = Workflow.objects.get(sub_category="Network")
    answer = make_client(ADMIN).get(f"/workflows/{workflow.pk}/live/")
    assert answer.status_code == 200
    return answer.json()


def step(key):
    return next(step for step in live()["steps"] if step["key"] == key)


def visit(item, *, waited, worked):
    """Let an item have waited and worked so long, in seconds, until its end."""
    done = item.closed_at
    item.started_at = done - timedelta(seconds=worked)
    item.entered_at = item.started_at - timedelta(seconds=waited)
    item.save(update_fields=["started_at", "entered_at"])


def test_every_step_and_transition_is_there_before_the_first_ticket():
    body = live()

    assert [each["key"] for each in body["steps"]] == ["diagnose", "resolve", "confirm"]
    assert {each["taken_30d"] for each in body["transitions"]} == {0}
    assert body["added_up_at"] is None
    assert body["steps"][0]["dwell_median_seconds"] is None


def test_open_tasks_are_counted_where_they_are_and_how_their_clocks_stand():
    now = timezone.now()
    tasks = [make_task(f"HD-{number}", **NETWORK) for number in range(4)]
    act(NOOR, tasks[0].pk, "diagnose-done")
    hour = timedelta(hours=1)
    Task.objects.filter(pk=tasks[1].pk).update(sla_deadline=now - hour, sla_at_risk_at=now - hour)
    Task.objects.filter(pk=tasks[2].pk).update(sla_at_risk_at=now - hour)

    found = step("diagnose")

    assert (found["open"], found["at_risk"], found["breached"]) == (3, 1, 1)
    assert step("resolve")["open"] == 1


def test_work_that_nobody_has_is_counted():
    join(NOOR, "Network Engineer", version=2, is_active=False)
    make_task(**NETWORK)

    assert step("diagnose")["unassigned"] == 1


def test_dwell_is_the_median_and_the_ninetieth_percentile_of_the_last_visits():
    for number in range(1, 11):
        task = make_task(f"HD-{number}", **NETWORK)
        act(NOOR, task.pk, "diagnose-done")
        visit(task.items.get(step_key="diagnose"), waited=number * 100, worked=number * 10)
    add_up()

    found = step("diagnose")

    assert found["visits_30d"] == 10
    assert (found["waiting_median_seconds"], found["waiting_p90_seconds"]) == (550, 910)
    assert (found["working_median_seconds"], found["working_p90_seconds"]) == (55, 91)
    assert (found["dwell_median_seconds"], found["dwell_p90_seconds"]) == (605, 1001)
    taken = {each["key"]: each["taken_30d"] for each in live()["transitions"]}
    assert taken["diagnose-done"] == 10


def test_what_is_older_than_thirty_days_no_longer_counts():
    task = make_task(**NETWORK)
    act(NOOR, task.pk, "diagnose-done")
    add_up()
    assert step("diagnose")["visits_30d"] == 1
    TaskItem.objects.filter(status="done").update(closed_at=timezone.now() - timedelta(days=31))

    add_up()

    assert step("diagnose")["visits_30d"] == 0
    assert {each["taken_30d"] for each in live()["transitions"]} == {0}


def test_a_look_costs_the_same_with_more_tasks(django_assert_max_num_queries):
    for number in range(8):
        make_task(f"HD-{number}", **NETWORK)
    workflow = Workflow.objects.get(sub_category="Network")
    client = make_client(ADMIN)

    with django_assert_max_num_queries(8):
        client.get(f"/workflows/{workflow.pk}/live/")


def test_tasks_that_are_over_are_not_read_to_count_the_open_ones():
    task = make_task(**NETWORK)
    _end_of_many(task, 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tasks_task")

    plan = open_tasks(task.workflow).values("current_step").annotate(Count("pk")).explain()

    assert "Seq Scan" not in plan
    assert "task_open" in plan or "task_one_open" in plan


def _end_of_many(task, count):
    """So many finished tasks like `task`, each with a ticket of its own."""
    tickets = []
    for number in range(count):
        ticket = copy(task.ticket)
        ticket.pk, ticket._state = None, ModelState()
        ticket.external_id = ticket.ticket_number = f"OLD-{number}"
        tickets.append(ticket)
    WorkflowTicket.objects.bulk_create(tickets)
    now = timezone.now()
    Task.objects.bulk_create(
        Task(
            ticket=ticket,
            workflow_id=task.workflow_id,
            workflow_version_id=task.workflow_version_id,
            title=task.title,
            priority=task.priority,
            status="completed",
            current_step=task.current_step,
            completed_at=now,
        )
        for ticket in tickets
    )


@pytest.mark.parametrize(("caller", "code"), [(ALICE, 200), (BOB, 200), (ANA, 403)])
def test_whoever_reads_workflows_sees_what_goes_on(caller, code):
    workflow = Workflow.objects.get(sub_category="Network")

    assert make_client(caller).get(f"/workflows/{workflow.pk}/live/").status_code == code
