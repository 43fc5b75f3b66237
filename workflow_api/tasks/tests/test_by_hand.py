"""Tasks that are written down by hand."""

import dataclasses

import pytest

from shared.contracts.status import UpdateStatus
from shared.testing import make_client, token_of
from shared.testing.messages import outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    CARL,
    COORDINATOR,
    MANAGER,
    build_world,
)
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def write_down(who, key=None, **changes):
    workflow = Workflow.objects.get(key="asset-check-in")
    body = {"workflow_id": workflow.pk, "title": "Phone call", **changes}
    client = make_client()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_of(who, **who.claims)}")
    headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
    return client.post("/tasks/", body, **headers)


def test_a_ticket_written_down_here_runs_like_any_other():
    requester = {"name": "Ana", "email": ANA.email}

    response = write_down(COORDINATOR, priority="high", requester=requester, details={"n": 1})

    task = response.json()
    assert (response.status_code, task["status"], task["priority"]) == (201, "pending", "high")
    assert task["assigned_user"] == CARL.id
    assert (task["requester"]["email"], task["ticket"]["details"]) == (ANA.email, {"n": 1})
    assert make_client(ANA).get(f"/tasks/{task['task_id']}/").status_code == 200
    [told] = outbox_messages(UpdateStatus)
    assert told.ticket is not None
    assert (told.ticket_id, told.ticket["subject"]) == (task["ticket_number"], "Phone call")


def test_the_same_key_writes_it_down_once():
    first, second = write_down(ADMIN, key="k-1"), write_down(ADMIN, key="k-1")

    assert first.json()["task_id"] == second.json()["task_id"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert Task.objects.count() == 1


def test_numbers_of_tickets_written_down_here_differ():
    numbers = {write_down(ADMIN).json()["ticket_number"] for _ in range(3)}

    assert len(numbers) == 3


def test_a_manager_writes_down_for_their_own_department():
    head = dataclasses.replace(MANAGER, claims={"department": "Finance"})

    own = write_down(head)
    other = write_down(head, department="Operations")

    assert (own.status_code, own.json()["department"]) == (201, "Finance")
    assert other.status_code == 403


@pytest.mark.parametrize("who", [ALICE, ANA])
def test_others_do_not_write_down_tasks(who):
    assert write_down(who).status_code == 403


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"workflow_id": 999_999}, 422, "workflow_id"),
        ({"title": ""}, 400, "title"),
        ({"title": "x" * 201}, 400, "title"),
        ({"priority": "now"}, 400, "priority"),
        ({"requester": {"email": "nobody"}}, 400, "requester.email"),
        ({"details": {"a": []}}, 400, "details.a"),
    ],
)
def test_a_bad_task_is_refused_by_field(changes, code, field):
    response = write_down(ADMIN, **changes)

    assert response.status_code == code
    assert response.json()["details"][0]["field"] == field
