"""Every seeded workflow from the ticket's arrival to what its end sets off."""

from decimal import Decimal

import pytest

from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    SendEmail,
)
from shared.contracts.realtime import PushEvent
from shared.contracts.status import UpdateStatus
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.external.models import EndAction
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ALICE,
    ANA,
    BOB,
    BUDGET,
    CARL,
    CHECK_IN,
    CHECK_OUT,
    COORDINATOR,
    DORA,
    ELSA,
    NETWORK,
    NOOR,
    SAM,
    act,
    build_world,
    make_task,
    person_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def walk(task: Task, *transitions: str, notes: str = "") -> None:
    """Let whoever has the work take each transition in turn."""
    for transition in transitions:
        item = task.items.get(status="new")
        response = act(person_of(item), task.pk, transition, notes=notes)
        assert response.status_code == 200, response.json()


@pytest.mark.parametrize(
    ("ticket", "workflow", "transitions", "people"),
    [
        (CHECK_IN, "Asset Check-in", ["inspect-done", "record-done"], [CARL, CARL]),
        (
            CHECK_OUT,
            "Asset Check-out",
            ["review-done", "approve-approve", "hand-over-done"],
            [ALICE, CARL, CARL],
        ),
        (BUDGET, "Budget Proposal", ["analyse-done", "approve-approve"], [DORA, ELSA]),
        (
            ACCESS,
            "IT Access Request",
            ["verify-done", "approve-approve", "grant-done"],
            [ALICE, SAM, BOB],
        ),
        (
            NETWORK,
            "IT Network Support",
            ["diagnose-done", "resolve-done", "confirm-done"],
            [NOOR, NOOR, ALICE],
        ),
    ],
)
def test_a_ticket_goes_from_person_to_person_to_the_end(ticket, workflow, transitions, people):
    task = make_task("HD-1", **ticket)

    walk(task, *transitions)

    task.refresh_from_db()
    assert (task.workflow.name, task.status) == (workflow, "completed")
    assert [item.assignee_id for item in task.items.all()] == [who.id for who in people]
    assert [told.user_id for told in outbox_messages(CreateAssignmentNotification)] == [
        who.id for who in people
    ]


def test_the_end_of_an_asset_workflow_reaches_ams():
    task = make_task(**CHECK_OUT, asset_name="ThinkPad T14", serial_number="S32M55682")

    walk(task, "review-done", "approve-approve", "hand-over-done")

    [sent] = outbox_messages(AmsCompletion)
    assert (sent.ticket_id, sent.asset_name, sent.serial_number, sent.action) == (
        "HD-1",
        "ThinkPad T14",
        "S32M55682",
        "Check-out",
    )
    action = EndAction.objects.get(task=task)
    assert (action.state, str(action.idempotency_key)) == ("sent", sent.idempotency_key)


def test_the_end_of_a_budget_workflow_names_the_amount_and_the_approver():
    task = make_task(**BUDGET, requested_budget=1250.5, cost_items={"chairs": 1250.5})

    walk(task, "analyse-done", "approve-approve")

    [sent] = outbox_messages(BmsCompletion)
    assert Decimal(str(sent.requested_budget)) == Decimal("1250.5")
    assert (sent.approved_by, sent.cost_items) == (ELSA.id, {"chairs": 1250.5})


def test_a_rejected_request_asks_nothing_of_another_system():
    task = make_task(**BUDGET)

    walk(task, "analyse-done")
    walk(task, "approve-reject", notes="Too expensive this year")

    task.refresh_from_db()
    assert task.status == "rejected"
    assert not outbox_messages(BmsCompletion)
    assert outbox_messages(UpdateStatus)[-1].status == "rejected"
    assert "Too expensive this year" in outbox_messages(SendEmail)[0].message


def test_a_returned_proposal_comes_back_to_the_first_step():
    task = make_task(**BUDGET)

    walk(task, "analyse-done")
    walk(task, "approve-return", notes="Which cost centre?")

    task.refresh_from_db()
    assert (task.status, task.current_step) == ("in_progress", "analyse")
    assert [item.step_key for item in task.items.all()] == ["analyse", "approve", "analyse"]


def test_every_change_tells_ticket_service_under_a_rising_version():
    task = make_task(**NETWORK)

    walk(task, "diagnose-done", "resolve-done", "confirm-done")

    updates = outbox_messages(UpdateStatus)
    assert [each.status for each in updates] == ["open", "in_progress", "in_progress", "resolved"]
    assert [each.version for each in updates] == [1, 2, 3, 4]
    assert [each.step for each in updates][:3] == ["Diagnose", "Resolve", "Confirm with requester"]
    assert updates[0].assignee == {"id": NOOR.id, "name": NOOR.full_name}


def test_every_change_of_a_task_hints_its_screens_but_its_start_which_none_can_show():
    task = make_task(**NETWORK)

    walk(task, "diagnose-done")

    hints = outbox_messages(PushEvent)
    assert {hint.stream for hint in hints} == {"ticket:HD-1"}
    assert [hint.data["kind"] for hint in hints] == ["moved"]


def test_the_end_is_told_to_the_coordinator_and_mailed_to_the_requester():
    task = make_task(**CHECK_IN)

    walk(task, "inspect-done", "record-done")

    [told] = outbox_messages(CreateNotification)
    assert (told.notification_type, told.recipients) == (
        "task_completed",
        {"users": [COORDINATOR.id]},
    )
    [mail] = outbox_messages(SendEmail)
    assert (mail.to, mail.related_ticket_number) == (ANA.email, "HD-1")


def test_the_strip_of_steps_shows_where_the_task_is():
    task = make_task(**NETWORK)
    walk(task, "diagnose-done")

    steps = make_client(NOOR).get(f"/tasks/{task.pk}/").json()["steps"]

    assert [(step["key"], step["state"], step["by"]) for step in steps] == [
        ("diagnose", "done", NOOR.full_name),
        ("resolve", "current", NOOR.full_name),
        ("confirm", "coming", None),
    ]


def test_the_history_tells_the_story_in_order():
    task = make_task(**CHECK_IN)
    walk(task, "inspect-done", "record-done")

    events = make_client(CARL).get(f"/tasks/{task.pk}/history/").json()["results"]

    assert [event["kind"] for event in events] == [
        "started",
        "assigned",
        "transition",
        "assigned",
        "transition",
        "completed",
    ]


def test_the_workflow_and_the_people_are_explained():
    task = make_task(**ACCESS)

    explained = make_client(ALICE).get(f"/tasks/{task.number}/explain/").json()

    assert "category IT Support" in explained["why_workflow"]
    coordinator, first = explained["decisions"]
    assert (coordinator["step"], coordinator["chosen_id"]) == (None, COORDINATOR.id)
    assert (first["step"], first["chosen_id"]) == ("verify", ALICE.id)
    assert [each["user_id"] for each in first["candidates"]] == [ALICE.id, BOB.id]
