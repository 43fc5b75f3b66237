"""Tickets come in, in every documented shape and as often as the broker likes."""

import uuid

import pytest

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.contracts.status import UpdateStatus
from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.inbox.delivery import FROM_PARTNER
from shared.outbox.models import OutboxMessage
from shared.testing.messages import dead_letters, deliver, outbox_messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.directing import patch, post
from workflow_api.tasks.tests.world import (
    ANA,
    BUDGET,
    COORDINATOR,
    NOOR,
    act,
    build_world,
    make_payload,
    receive,
    task_of,
)
from workflow_api.tickets.models import WorkflowTicket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


SOURCE_001 = {
    "subject": "No network on the third floor",
    "description": "Since this morning.",
    "category": "it support",
    "subcategory": "NETWORK",
    "department": "IT",
    "priority": "High",
    "employee": {"id": 101, "name": "Ana Cruz", "email": "ana.cruz@example.com"},
    "source_service": "hdts",
    "ticket_number": "HD-1",
}


def test_a_ticket_is_matched_assigned_and_announced():
    receive("HD-1")

    task = task_of("HD-1")
    item = task.items.get()
    assert (task.workflow.name, task.status) == ("IT Network Support", "pending")
    assert (item.assignee_id, item.step_name) == (NOOR.id, "Diagnose")
    [told] = outbox_messages(CreateAssignmentNotification)
    assert told.user_id == NOOR.id
    assert told.subject == "New Task: No network on the third floor"
    assert told.related_ticket_number == "HD-1"
    assert told.related_task_item_id == item.pk
    assert told.metadata["workflow_name"] == "IT Network Support"
    assert told.metadata["user_email"] == NOOR.email
    assert told.metadata["why"] == "has not had a turn yet"


@pytest.mark.parametrize(
    "message",
    [
        ReceiveTicket(payload=make_payload("HD-1")),
        ReceiveTicket(ticket_data=make_payload("HD-1")),
        ReceiveTicket(payload={"ticket": make_payload("HD-1")}),
        ReceiveTicket(payload=SOURCE_001),
        ReceiveTicket(ticket_data={"ticket": SOURCE_001}),
        ReceiveTickets(tickets=[make_payload("HD-1")]),
        ReceiveTickets(tickets=[SOURCE_001]),
    ],
)
def test_every_documented_form_is_the_same_ticket(message):
    deliver(message)

    snapshot = WorkflowTicket.objects.get(ticket_number="HD-1")
    assert task_of("HD-1").workflow.name == "IT Network Support"
    assert snapshot.requester_email == ANA.email


def test_hdts_says_its_priorities_one_notch_lower():
    receive("HD-1", priority="Medium")

    assert task_of("HD-1").priority == "high"


@pytest.mark.parametrize("same_id", [True, False])
def test_a_repeated_message_changes_nothing(same_id):
    first = uuid.uuid4()
    deliver(ReceiveTicket(payload=make_payload("HD-1")), message_id=first)
    before = OutboxMessage.objects.count()

    again = first if same_id else uuid.uuid4()
    deliver(ReceiveTicket(payload=make_payload("HD-1")), message_id=again)

    assert Task.objects.count() == 1
    assert OutboxMessage.objects.count() == before
    assert not dead_letters()


def test_a_bad_ticket_is_a_dead_letter_with_every_reason():
    receive("HD-1", priority="someday", title="")

    assert not WorkflowTicket.objects.exists()
    [letter] = dead_letters("tickets.tasks.receive_ticket")
    assert "priority" in letter.headers["x-tts-reason"]
    assert "title" in letter.headers["x-tts-reason"]


def test_in_a_batch_each_ticket_is_judged_alone():
    bad = make_payload("HD-2", priority="someday")

    deliver(ReceiveTickets(tickets=[make_payload("HD-1"), bad, make_payload("HD-3")]))

    assert set(WorkflowTicket.objects.values_list("ticket_number", flat=True)) == {"HD-1", "HD-3"}
    [letter] = dead_letters()
    assert letter.task == "tickets.tasks.receive_ticket"
    assert letter.kwargs["payload"] == bad


def test_a_ticket_sent_twice_in_one_batch_is_one_ticket():
    deliver(ReceiveTickets(tickets=[make_payload("HD-1"), make_payload("HD-1")]))

    assert Task.objects.count() == 1


def test_changed_content_is_taken_over_while_nobody_has_begun():
    receive("HD-1")
    due = task_of("HD-1").sla_deadline

    receive("HD-1", title="No network at all", priority="High")

    task = task_of("HD-1")
    assert (task.title, task.priority) == ("No network at all", "urgent")
    assert due is not None
    assert task.sla_deadline is not None
    assert task.sla_deadline < due
    assert task.ticket.amendments.get().applied
    assert [event.kind for event in task.events.all()][-1] == "amended"


def test_changed_content_that_belongs_elsewhere_starts_the_right_workflow():
    receive("HD-1")

    receive("HD-1", **BUDGET)

    old, new = Task.objects.filter(ticket__external_id="HD-1").order_by("pk")
    assert (old.status, new.workflow.name) == ("cancelled", "Budget Proposal")
    assert old.items.get().status == "expired"
    versions = [update.version for update in outbox_messages(UpdateStatus)]
    assert versions == sorted(set(versions))


def test_changed_content_after_work_began_is_shown_and_never_applied():
    receive("HD-1")
    task = task_of("HD-1")
    act(NOOR, task.pk, "diagnose-done")

    receive("HD-1", title="It is the printer after all")
    receive("HD-1", title="It is the printer after all")

    task.refresh_from_db()
    assert task.title == "No network on the third floor"
    amendment = task.ticket.amendments.get()
    assert (amendment.applied, amendment.changed_fields) == (False, ["subject"])
    [told] = outbox_messages(CreateNotification)
    assert told.recipients == {"users": [NOOR.id]}


def test_work_that_was_begun_and_put_back_has_begun():
    receive("HD-1")
    task = task_of("HD-1")
    patch(NOOR, task, status="in_progress")
    patch(NOOR, task, status="pending")

    receive("HD-1", title="It is the printer after all")

    assert task_of("HD-1").title == "No network on the third floor"
    assert not task.ticket.amendments.get().applied


def test_what_was_only_put_on_hold_has_not_begun():
    receive("HD-1")
    task = task_of("HD-1")
    post(COORDINATOR, task, "hold/", reason="Waiting for a spare part")

    receive("HD-1", title="It is the printer after all")

    assert task_of("HD-1").title == "It is the printer after all"


def test_an_older_content_of_ticket_service_arriving_late_is_ignored():
    receive("HD-1", title="Second", schema="tts.ticket/1", revision=2, ticket_number="HD-1")

    receive("HD-1", title="First", schema="tts.ticket/1", revision=1, ticket_number="HD-1")

    assert WorkflowTicket.objects.get().subject == "Second"


def test_a_ticket_straight_from_hdts_is_shown_to_ticket_service():
    deliver(ReceiveTicket(payload=make_payload("HD-1")), routing_key=FROM_PARTNER, headers={})

    [status] = outbox_messages(UpdateStatus)
    assert status.ticket is not None
    assert status.ticket["external_id"] == "HD-1"


def test_a_ticket_of_another_system_cannot_take_a_known_number():
    receive("HD-1")

    receive("HD-1", source_service="sales")

    assert WorkflowTicket.objects.get().source_service == "hdts"
    assert "belongs to another ticket" in dead_letters()[0].headers["x-tts-reason"]


def test_a_ticket_costs_a_constant_number_of_statements(django_assert_max_num_queries):
    receive("HD-1")

    with django_assert_max_num_queries(20):
        receive("HD-2")
