"""Moving, reopening, closing, cancelling, patching, and tasks that are written down by hand."""

import dataclasses
from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateNotification, SendEmail
from shared.contracts.status import UpdateStatus
from shared.outbox.models import OutboxMessage
from shared.testing import make_client, token_of
from shared.testing.messages import outbox_messages
from workflow_api.external.models import EndAction
from workflow_api.sla.models import SlaRung
from workflow_api.sla.services import scan
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.closing import close_ended
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    BUDGET,
    CARL,
    CHECK_IN,
    COORDINATOR,
    DORA,
    ELSA,
    MANAGER,
    NOOR,
    act,
    build_world,
    make_task,
)
from workflow_api.workflows.models import Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def post(who, task, action, **body):
    seen = Task.objects.get(pk=task.pk).version
    return make_client(who).post(f"/tasks/{task.pk}/{action}", {"version": seen, **body})


def patch(who, task, **body):
    seen = Task.objects.get(pk=task.pk).version
    return make_client(who).patch(f"/tasks/{task.pk}/", {"version": seen, **body})


def finished(external_id="HD-1"):
    task = make_task(external_id, **CHECK_IN)
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")
    return Task.objects.get(pk=task.pk)


# Moving


def test_a_move_puts_the_task_at_another_step_and_says_what_became_of_deadlines():
    task = make_task()
    before = task.sla_deadline

    moved = post(COORDINATOR, task, "move/", step="confirm", reason="Solved by telephone").json()

    assert (moved["task"]["current_step"], moved["dry_run"]) == ("confirm", False)
    assert moved["effect"]["ends_work_of"] == [NOOR.full_name]
    assert moved["effect"]["assigned_users"] == [ALICE.id]
    assert moved["effect"]["sla_deadline"] == moved["effect"]["sla_deadline_before"]
    assert moved["effect"]["step_deadline"] != moved["effect"]["step_deadline_before"]
    assert Task.objects.get().sla_deadline == before
    assert task.items.get(step_key="diagnose").status == "expired"
    assert [event.kind for event in task.events.all()][-2:] == ["moved", "assigned"]


def test_a_preview_of_a_move_says_the_same_and_does_nothing():
    task = make_task()
    told = OutboxMessage.objects.count()

    path = "move/?dry_run=true"
    preview = post(COORDINATOR, task, path, step="confirm", reason="Shall I?").json()

    assert preview["effect"]["assigned_user_names"] == [ALICE.full_name]
    assert (preview["dry_run"], preview["task"]["current_step"]) == (True, "diagnose")
    assert OutboxMessage.objects.count() == told
    assert Task.objects.get().version == 1
    moved = post(COORDINATOR, task, "move/", step="confirm", reason="Yes").json()
    assert moved["effect"]["assigned_user_names"] == [ALICE.full_name]


@pytest.mark.parametrize("step", ["diagnose", "nowhere"])
def test_a_task_moves_only_to_another_step_of_its_version(step):
    task = make_task()

    response = post(COORDINATOR, task, "move/", step=step, reason="Why not")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == "step"


def test_whoever_works_on_a_task_does_not_move_it():
    task = make_task()

    assert post(NOOR, task, "move/", step="confirm", reason="Done").status_code == 403


# Reopening


def test_a_reopened_task_goes_on_at_its_last_step_with_its_whole_sla():
    task = finished()

    reopened = post(COORDINATOR, task, "reopen/", reason="It came back broken").json()

    assert (reopened["status"], reopened["current_step"]) == ("in_progress", "record")
    assert reopened["completed_at"] is None
    task = Task.objects.get()
    whole = timedelta(hours=24)
    assert task.sla_deadline is not None
    assert whole - timedelta(minutes=1) < task.sla_deadline - timezone.now() <= whole
    assert outbox_messages(UpdateStatus)[-1].status == "in_progress"


def test_reopening_warns_neither_at_once_nor_again():
    """Traps 2 and 3."""
    sent = timezone.now() - timedelta(days=30)
    task = make_task(**CHECK_IN, created_at=sent.isoformat())
    scan()
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")

    post(COORDINATOR, task, "reopen/", reason="Once more", step="inspect")
    scan()

    assert list(SlaRung.objects.values_list("rung", "cycle")) == [("75%", 1), ("100%", 1)]
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


# Closing and cancelling


def test_a_finished_task_is_closed_for_good():
    task = finished()

    closed = post(COORDINATOR, task, "close/").json()
    reopened = post(COORDINATOR, task, "reopen/", reason="Too late")

    assert closed["status"] == "closed"
    assert (reopened.status_code, "nothing" in reopened.json()["error"]) == (409, True)


def test_what_nobody_reopened_closes_by_itself(settings):
    settings.CLOSE_AFTER_DAYS = 14
    old, new = finished("HD-1"), finished("HD-2")
    Task.objects.filter(pk=old.pk).update(completed_at=timezone.now() - timedelta(days=15))

    close_ended()
    close_ended()

    states = dict(Task.objects.values_list("pk", "status"))
    assert states == {old.pk: "closed", new.pk: "completed"}
    assert [e.actor_name for e in old.events.filter(kind="closed")] == ["close_ended"]


def test_nothing_closes_by_itself_where_that_is_not_wanted(settings):
    settings.CLOSE_AFTER_DAYS = 0
    task = finished()
    Task.objects.update(completed_at=timezone.now() - timedelta(days=1000))

    close_ended()

    assert Task.objects.get(pk=task.pk).status == "completed"


def test_a_cancelled_task_ends_and_its_requester_reads_why():
    task = make_task()

    cancelled = post(ADMIN, task, "cancel/", reason="Ordered twice").json()

    assert (cancelled["status"], cancelled["assigned_user"]) == ("cancelled", None)
    assert "Ordered twice" in outbox_messages(SendEmail)[0].message
    assert outbox_messages(CreateNotification)[-1].recipients == {"users": [COORDINATOR.id]}
    assert task.items.get().status == "expired"


def test_a_task_on_hold_can_be_cancelled():
    task = make_task()
    post(COORDINATOR, task, "hold/", reason="Wait")

    assert post(ADMIN, task, "cancel/", reason="No longer needed").status_code == 200
    assert task.holds.get().ended_at is not None


@pytest.mark.parametrize("action", ["close/", "cancel/"])
def test_what_is_over_does_not_end_again(action):
    task = finished() if action == "close/" else make_task()
    body = {} if action == "close/" else {"reason": "Once"}
    post(ADMIN, task, action, **body)

    again = post(ADMIN, task, action, **body)

    assert again.status_code == 409
    assert again.json()["details"][0]["message"] == "allowed now: nothing"


# Patching


def test_a_status_is_reached_by_the_act_it_means():
    task = make_task(**CHECK_IN)

    seen = [
        patch(CARL, task, status="in_progress").json()["status"],
        patch(CARL, task, status="pending").json()["status"],
        patch(COORDINATOR, task, status="on_hold", notes="Not now").json()["status"],
        patch(COORDINATOR, task, status="in_progress").json()["status"],
        patch(CARL, task, status="rejected", notes="Not ours").json()["status"],
        patch(COORDINATOR, task, status="closed").json()["status"],
    ]

    assert seen == ["in_progress", "pending", "on_hold", "in_progress", "rejected", "closed"]


def test_a_status_that_the_table_lacks_is_refused_with_those_it_has():
    task = make_task()

    response = patch(ADMIN, task, status="closed")

    assert response.status_code == 409
    assert response.json()["details"] == [
        {"field": "status", "message": "allowed now: in_progress, pending_external, on_hold, "
         "cancelled"}
    ]  # fmt: skip


def test_a_status_with_several_ways_to_it_names_none():
    task = make_task()
    patch(NOOR, task, status="in_progress")

    response = patch(NOOR, task, status="completed")

    assert response.status_code == 409
    assert "none here" in response.json()["error"]


def test_a_note_stands_in_the_history():
    task = make_task()

    answer = patch(NOOR, task, notes="Called, nobody there")

    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert task.events.latest("id").notes == "Called, nobody there"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "status"),
        ({"status": "asleep"}, "status"),
        ({"status": "on_hold"}, "notes"),
        ({"status": "cancelled"}, "notes"),
        ({"notes": "x", "title": "y"}, "title"),
    ],
)
def test_a_bad_patch_is_refused_by_field(body, field):
    task = make_task()

    response = patch(ADMIN, task, **body)

    assert response.status_code == 400
    assert [detail["field"] for detail in response.json()["details"]] == [field]


# Versions


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("move/", {"step": "resolve", "reason": "x"}),
        ("reopen/", {"reason": "x"}),
        ("close/", {}),
        ("cancel/", {"reason": "x"}),
        ("hold/", {"reason": "x"}),
        ("release/", {}),
        ("checklist/", {"item": "x"}),
    ],
)
def test_every_act_on_an_old_view_hears_what_changed_and_by_whom(action, body):
    task = make_task()
    act(NOOR, task.pk, "diagnose-done", version=1)

    response = post(ADMIN, task, action, **{**body, "version": 1})

    assert response.status_code == 409
    assert response.json()["details"][0]["message"] == "Noor: Cause found at Diagnose"


# By hand


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


# Giving work away


def test_whoever_gives_their_work_away_gets_a_last_look_at_it():
    task = make_task()
    task.items.update(role="Security Officer")

    answer = post(NOOR, task, "release/", reason="Wrong team")

    assert answer.status_code == 200
    assert answer.json()["assigned_user"] is None
    assert make_client(NOOR).get(f"/tasks/{task.pk}/").status_code == 404
