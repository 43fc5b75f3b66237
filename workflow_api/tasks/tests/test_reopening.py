"""Finished tasks that are taken up again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.status import UpdateStatus
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.external.models import EndAction
from workflow_api.sla.models import SlaRung
from workflow_api.sla.services import scan
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.directing import finished, post
from workflow_api.tasks.tests.world import (
    ADMIN,
    BUDGET,
    CARL,
    CHECK_IN,
    COORDINATOR,
    DORA,
    ELSA,
    act,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def test_a_reopened_task_goes_on_at_its_last_step_with_its_whole_sla():
    task = finished()

    reopened = post(COORDINATOR, task, "reopen/", reason="It came back broken").json()

    assert (reopened["status"], reopened["current_step"]) == ("in_progress", "record")
    assert reopened["completed_at"] is None
    task = Task.objects.get()
    whole = timedelta(seconds=task.sla_target or 0)
    assert task.sla_deadline is not None
    assert whole - timedelta(minutes=1) < task.sla_deadline - timezone.now() <= whole
    assert outbox_messages(UpdateStatus)[-1].status == "in_progress"


def test_reopening_warns_neither_at_once_nor_again():
    """Traps 2 and 3."""
    task = make_task(**CHECK_IN)
    long_ago = timezone.now() - timedelta(days=30)
    task.sla_segments.update(started_at=long_ago)
    Task.objects.update(next_rung_at=long_ago, sla_at_risk_at=long_ago, sla_deadline=long_ago)
    scan()
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")

    post(COORDINATOR, task, "reopen/", reason="Once more", step="inspect")
    scan()

    assert list(SlaRung.objects.values_list("cycle", flat=True)) == [1, 1]
    assert make_client(ADMIN).get(f"/tasks/{task.pk}/").json()["sla_state"] == "ok"


def test_only_a_completed_task_is_reopened():
    task = make_task()

    response = post(COORDINATOR, task, "reopen/", reason="Hm")

    assert response.status_code == 409
    assert "allowed now:" in response.json()["details"][0]["message"]


def test_a_second_end_asks_the_other_system_only_when_it_refused_the_first():
    task = make_task(**BUDGET, requested_budget=10)
    act(DORA, task.pk, "analyse-done")
    act(ELSA, task.pk, "approve-approve")
    first = EndAction.objects.get().idempotency_key
    post(COORDINATOR, task, "reopen/", reason="Look again")
    act(ELSA, task.pk, "approve-approve")
    unchanged = EndAction.objects.get().idempotency_key
    EndAction.objects.update(state="refused", receipt={}, answered_at=timezone.now())

    post(COORDINATOR, task, "reopen/", reason="They refused it")
    act(ELSA, task.pk, "approve-approve")

    again = EndAction.objects.get()
    assert unchanged == first
    assert (again.state, again.receipt) == ("sent", None)
    assert again.idempotency_key != first
