"""Work handed to a person or a role: what it does, who may, and who wins."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import person
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    BUDGET,
    COORDINATOR,
    DORA,
    ELSA,
    NOOR,
    act,
    build_world,
    join,
    make_task,
)


@pytest.fixture
def world(db):
    build_world()


pytestmark = pytest.mark.usefixtures("world")


def transfer(who, task, *, dry_run=False, **body):
    asked = "?dry_run=true" if dry_run else ""
    given = {"reason": "Knows this building", "version": Task.objects.get(pk=task.pk).version}
    return make_client(who).post(f"/tasks/{task.pk}/transfer/{asked}", {**given, **body})


def clocks(task):
    return Task.objects.values_list("sla_deadline", "step_deadline").get(pk=task.pk)


def test_a_colleague_gets_the_work_and_the_clock_runs_on():
    task = make_task(**ACCESS)
    before = clocks(task)

    answer = transfer(ALICE, task, to_user=BOB.id)

    assert answer.status_code == 200
    assert answer.json()["assigned_user"] == BOB.id
    assert clocks(task) == before
    first, second = task.items.order_by("id")
    assert (first.status, first.notes) == ("transferred", "Knows this building")
    assert (second.status, second.origin) == ("new", "transferred")
    assert task.events.latest("id").summary == "Verify request went from Alice to Bob"


def test_holding_and_resuming_after_a_transfer_leaves_the_deadline_of_the_step():
    task = make_task(**ACCESS)
    before = clocks(task)
    transfer(ALICE, task, to_user=BOB.id)

    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Waiting"})
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/resume/", {})

    shift = clocks(task)[1] - before[1]
    assert 0 <= shift.total_seconds() < 5


def test_receiver_and_giver_are_told_but_nobody_of_their_own_act():
    task = make_task(**ACCESS)
    transfer(COORDINATOR, task, to_user=BOB.id)

    told = outbox_messages(CreateAssignmentNotification)
    assert [(each.user_id, each.notification_type) for each in told] == [
        (ALICE.id, "task_assignment"),
        (BOB.id, "task_transfer_in"),
    ]
    [lost] = outbox_messages(CreateNotification)
    assert (lost.recipients, lost.notification_type) == (
        {"users": [ALICE.id]},
        "task_transfer_out",
    )


def test_a_role_gets_the_work_by_its_turn_and_the_decision_is_kept():
    task = make_task(**ACCESS)

    transfer(ALICE, task, to_role="Network Engineer")

    item = task.items.latest("id")
    assert (item.assignee_id, item.role) == (NOOR.id, "Network Engineer")
    decision = item.decisions.get()
    assert (decision.cause, decision.decided_by_name, decision.reason) == (
        "transfer",
        ALICE.full_name,
        "Knows this building",
    )


def test_a_transfer_to_the_own_role_goes_to_somebody_else():
    task = make_task(**ACCESS)

    transfer(ALICE, task, to_role="IT Support")

    assert task.items.latest("id").assignee_id == BOB.id
    assert task.decisions.latest("id").skipped == [
        {"user_id": ALICE.id, "name": ALICE.full_name, "reason": "has it now"}
    ]


def test_the_effect_is_shown_before_and_nothing_has_changed():
    task = make_task(**ACCESS)
    make_task("HD-2", **ACCESS)
    turns = transfer(ALICE, task, dry_run=True, to_role="IT Support").json()

    effect = transfer(ALICE, task, dry_run=True, to_user=BOB.id).json()

    assert turns["receiver"]["user_id"] == BOB.id
    assert effect["receiver"] == {
        "user_id": BOB.id,
        "name": BOB.full_name,
        "load": {"open": 1, "at_risk": 0, "breached": 0},
        "away": "",
        "away_until": None,
    }
    assert effect["sla_deadline"] is not None
    assert 0 < effect["remaining_seconds"] <= 24 * 3600
    assert Task.objects.get(pk=task.pk).version == task.version
    assert task.items.get().assignee_id == ALICE.id


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, 400, "to_user"),
        ({"to_user": 12, "to_role": "IT Support"}, 400, "to_user"),
        ({"to_user": 21}, 422, "to_user"),
        ({"to_user": 777}, 422, "to_user"),
        ({"to_role": "Auditor"}, 422, "to_role"),
        ({"to_role": "Nobody"}, 422, "to_role"),
        ({"to_user": 12, "reason": ""}, 400, "reason"),
        ({"to_user": 12, "version": None}, 400, "version"),
    ],
)
def test_a_receiver_who_cannot_have_it_is_named(body, code, field):
    task = make_task(**ACCESS)

    answer = transfer(ALICE, task, **body)

    assert answer.status_code == code, answer.json()
    assert field in {detail["field"] for detail in answer.json()["details"]}
    assert task.items.get().assignee_id == ALICE.id


def test_nobody_is_handed_the_approval_of_their_own_ticket():
    emil = person(62, "emil", "Budget Approver")
    join(emil, "Budget Approver")
    task = make_task(**BUDGET, requester_email=ELSA.email)
    act(DORA, task.pk, "analyse-done")

    handed = transfer(emil, task, to_user=ELSA.id)
    make_client(emil).post(f"/tasks/{task.pk}/release/", {})
    claimed = make_client(ELSA).post(f"/tasks/{task.pk}/claim/", {})

    assert handed.status_code == 422
    assert claimed.status_code == 403
    assert "Nobody approves a ticket of their own" in claimed.json()["error"]


@pytest.mark.parametrize(
    ("action", "body"), [("transfer", {"to_role": "IT Support"}), ("escalate", {})]
)
def test_a_preview_of_an_old_view_hears_who_was_faster_too(action, body):
    task = make_task(**ACCESS)
    transfer(ALICE, task, to_user=BOB.id)

    given = {"reason": "Shall I?", "version": task.version, **body}
    late = make_client(ADMIN).post(f"/tasks/{task.pk}/{action}/?dry_run=true", given)

    assert late.status_code == 409
    assert late.json()["error"] == "Alice was faster: Verify request went from Alice to Bob"
    assert late.json()["details"]


def test_whoever_is_slower_hears_who_was_faster():
    task = make_task(**ACCESS)
    transfer(ALICE, task, to_user=BOB.id)

    late = transfer(ADMIN, task, to_role="Network Engineer", version=task.version)

    assert late.status_code == 409
    assert late.json()["error"] == "Alice was faster: Verify request went from Alice to Bob"


@pytest.mark.django_db(transaction=True)
def test_of_many_transfers_at_once_one_wins_and_the_others_hear_who():
    task = make_task(**ACCESS)

    def hand_on(who):
        try:
            return transfer(who, task, to_user=BOB.id, version=task.version)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(hand_on, [ALICE, ADMIN, COORDINATOR, ADMIN] * 2))

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] + [409] * 7
    assert task.items.filter(status__in=["new", "in_progress"]).count() == 1
    winner = task.events.get(kind="transferred").actor_name
    lost = {answer.json()["error"] for answer in answers if answer.status_code == 409}
    assert lost == {f"{winner} was faster: Verify request went from Alice to Bob"}
