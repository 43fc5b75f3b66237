"""When a request will be done: told only where history allows it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from shared.contracts.status import UpdateStatus
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.sla import timings
from workflow_api.sla.models import StepTiming
from workflow_api.sla.tests.world import HOUR, deploy_with, make_task_sent, post
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import COORDINATOR, NOOR, act, build_world
from workflow_api.tickets.models import WorkflowTicket


@pytest.fixture(autouse=True)
def world(db):
    build_world()
    timings._kept.clear()
    yield
    timings._kept.clear()


def remember(count, hours=lambda number: number + 1):
    """Finished tasks like a new one, the nth of which took so many hours from its first step."""
    like = make_task_sent(external_id="HD-like")
    like.delete()
    for number in range(count):
        ticket = WorkflowTicket.objects.get(pk=like.ticket_id)
        ticket.pk, ticket.external_id, ticket.ticket_number = None, f"H-{number}", f"H-{number}"
        ticket.save()
        now = timezone.now()
        done = Task.objects.create(
            ticket=ticket,
            workflow_id=like.workflow_id,
            workflow_version_id=like.workflow_version_id,
            title="As before",
            priority="high",
            status="completed",
            completed_at=now,
        )
        TaskItem.objects.create(
            task=done,
            step_key="diagnose",
            step_name="Diagnose",
            role="Network Engineer",
            status="done",
            created_at=now - hours(number) * HOUR,
            entered_at=now - hours(number) * HOUR,
            closed_at=now,
        )
    timings.count()
    timings._kept.clear()


def told(task):
    message = [m for m in outbox_messages(UpdateStatus) if m.ticket_id == "HD-1"][-1]
    return message.eta, message.eta_latest


def hours_ahead(text):
    return round((datetime.fromisoformat(text) - timezone.now()) / HOUR)


def test_with_enough_history_the_requester_hears_a_range():
    remember(39)

    task = make_task_sent()

    assert [hours_ahead(text) for text in told(task)] == [20, 33]


def test_without_history_nothing_is_promised():
    remember(19)

    assert told(make_task_sent()) == (None, None)


def test_a_younger_version_goes_by_the_history_of_its_workflow():
    remember(39)
    deploy_with(high_sla=7 * HOUR)

    assert hours_ahead(told(make_task_sent())[0]) == 20


def test_every_change_tells_it_anew():
    remember(39)
    task = make_task_sent()
    item = task.items.get()
    TaskItem.objects.filter(pk=item.pk).update(entered_at=item.entered_at - 20 * HOUR)

    post(COORDINATOR, task, "priority/", priority="urgent", reason="The floor waits")

    assert [hours_ahead(text) for text in told(task)] == [9, 15]


def test_what_takes_longer_than_nearly_all_has_no_date_any_more():
    remember(39)
    task = make_task_sent()
    TaskItem.objects.filter(task=task).update(entered_at=timezone.now() - timedelta(days=9))

    post(COORDINATOR, task, "priority/", priority="urgent", reason="The floor waits")

    assert told(task) == (None, None)


def test_on_hold_nobody_can_say():
    remember(39)
    task = make_task_sent()

    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")

    assert told(task) == (None, None)


def test_a_step_without_history_of_its_own_has_no_date():
    remember(39)
    task = make_task_sent()

    act(NOOR, task.pk, "diagnose-done")

    assert told(task) == (None, None)


def test_the_history_is_counted_anew_in_two_statements(django_assert_num_queries):
    remember(39)

    with django_assert_num_queries(4):  # two of them are the savepoint's
        timings.count()

    assert {row.samples for row in StepTiming.objects.all()} == {39}
    assert StepTiming.objects.count() == 2


def test_telling_it_costs_no_statement_once_the_history_is_known(django_assert_max_num_queries):
    remember(39)
    task = make_task_sent()
    client = make_client(NOOR)
    body = {"transition": "diagnose-done", "version": task.version}

    with django_assert_max_num_queries(24):
        client.post(f"/tasks/{task.pk}/transition/", body)
