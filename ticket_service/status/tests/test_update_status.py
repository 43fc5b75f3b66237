import uuid
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from shared.contracts.realtime import PushEvent
from shared.contracts.status import STATUSES, UpdateStatus
from shared.contracts.tickets import ReceiveTicket, normalise
from shared.testing.messages import dead_letters, deliver, outbox_messages
from ticket_service.status.models import StatusChange
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_title, gateway, hand_in, report

pytestmark = pytest.mark.django_db


def reason_of(letter):
    return letter.headers["x-tts-reason"]


def payload(**changes):
    """The canonical ticket as workflow_api brings it along."""
    return normalise(by_title(**changes), received_at=timezone.now()).as_payload()


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_the_contract_is_kept(status):
    ticket = hand_in()

    report(ticket, status)

    ticket.refresh_from_db()
    assert (ticket.status, ticket.status_version) == (status, 1)


def test_step_assignee_and_expected_end_are_kept():
    ticket = hand_in()

    report(
        ticket,
        "in_progress",
        step="Diagnose",
        assignee={"id": 13, "name": "Carol Reed"},
        eta="2026-11-22T12:00:00+02:00",
    )

    ticket.refresh_from_db()
    assert (ticket.step, ticket.assignee_id, ticket.assignee_name) == ("Diagnose", 13, "Carol Reed")
    assert ticket.eta == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_what_a_newer_report_leaves_out_is_gone():
    ticket = hand_in()
    report(ticket, "in_progress", 1, step="Diagnose", assignee={"id": 13, "name": "Carol Reed"})

    report(ticket, "resolved", 2)

    ticket.refresh_from_db()
    assert (ticket.step, ticket.assignee_id, ticket.assignee_name) == ("", None, "")


def test_an_older_report_arriving_late_is_ignored():
    ticket = hand_in()
    report(ticket, "resolved", 5)

    report(ticket, "in_progress", 4)

    ticket.refresh_from_db()
    assert ticket.status == "resolved"
    assert [change.version for change in ticket.status_changes.all()] == [5]


def test_a_redelivered_report_is_recorded_once():
    ticket = hand_in()
    message = UpdateStatus(ticket_id=ticket.number, status="open", version=1)
    message_id = uuid.uuid4()

    deliver(message, message_id=message_id)
    deliver(message, message_id=message_id)
    deliver(message)

    assert StatusChange.objects.count() == 1
    assert len(outbox_messages(PushEvent)) == 1


def test_open_pages_of_the_ticket_are_told():
    report(hand_in(), "open", step="Diagnose")

    [hint] = outbox_messages(PushEvent)
    assert (hint.stream, hint.type) == ("ticket:HDTS-1", "ticket_update")
    assert hint.data == {"ticket_number": "HDTS-1", "status": "open", "step": "Diagnose"}


def test_a_report_of_an_unknown_ticket_becomes_a_dead_letter():
    deliver(UpdateStatus(ticket_id="HDTS-404", status="open", version=1))

    [letter] = dead_letters(UpdateStatus.TASK)
    assert "RESOURCE_NOT_FOUND" in reason_of(letter)
    assert not Ticket.objects.exists()


def test_a_ticket_that_came_over_the_broker_is_kept_when_it_comes_along():
    sent = payload(asset_id="ASSET-7")

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=3, ticket=sent))

    ticket = Ticket.objects.get(number="HDTS-1")
    assert (ticket.status, ticket.status_version) == ("open", 3)
    assert (ticket.priority, ticket.details) == ("medium", {"asset_id": "ASSET-7"})
    assert ticket.submissions.get().sender == "broker"


def test_a_ticket_that_came_over_the_broker_is_not_handed_over_again():
    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload()))

    assert outbox_messages(ReceiveTicket) == []


def test_later_reports_find_the_ticket_that_came_along():
    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload()))
    deliver(UpdateStatus(ticket_id="HDTS-1", status="in_progress", version=2, ticket=payload()))
    deliver(UpdateStatus(ticket_id="HDTS-1", status="resolved", version=3))

    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.submissions.count()) == ("resolved", 1)


def test_the_content_that_comes_along_is_the_one_worked_on():
    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload()))
    changed = payload(title="No network on floor 3")

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=2, ticket=changed))

    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.revision) == ("No network on floor 3", 2)
    assert ticket.submissions.get(revision=2).outcome == "updated"
    assert outbox_messages(ReceiveTicket) == []


def test_content_that_comes_along_late_is_ignored():
    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=2, ticket=payload()))
    older = payload(title="An older subject")

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=older))

    assert Ticket.objects.get().subject == "No network at my desk"


def test_the_help_desk_may_send_one_ticket_by_the_broker_and_by_rest():
    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload()))

    answer = gateway().post("/send/", by_title())

    assert (answer.status_code, answer.json()["outcome"]) == (200, "known")
    assert outbox_messages(ReceiveTicket) == []


def test_a_number_of_another_ticket_is_not_taken_over():
    hand_in(ticket_id="HDTS-1", source_service="facility_desk")

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload()))

    [letter] = dead_letters(UpdateStatus.TASK)
    assert "CONFLICT" in reason_of(letter)
    assert Ticket.objects.get().status == "new"


def test_a_bad_ticket_that_comes_along_becomes_a_dead_letter_naming_the_field():
    sent = payload() | {"priority": "asap"}

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=sent))

    [letter] = dead_letters(UpdateStatus.TASK)
    assert "ticket.priority" in reason_of(letter)


@pytest.mark.parametrize(
    "kwargs",
    [
        {"status": "open", "version": 1},
        {"ticket_id": "HDTS-1", "status": "asleep", "version": 1},
        {"ticket_id": "HDTS-1", "status": "open"},
        {"ticket_id": "HDTS-1", "status": "open", "version": "one"},
        {"ticket_id": "HDTS-1", "status": "open", "version": 1, "eta": "soon"},
        {"ticket_id": 7, "status": "open", "version": 1},
    ],
)
def test_a_report_against_the_contract_becomes_a_dead_letter(kwargs):
    hand_in()

    deliver(UpdateStatus(ticket_id="", status="", version=0), kwargs=kwargs)

    assert len(dead_letters(UpdateStatus.TASK)) == 1
    assert Ticket.objects.get().status == "new"


def test_details_as_deep_as_the_intake_takes_them_come_along():
    deep: dict = {}
    for _ in range(9):
        deep = {"branch": deep}

    deliver(UpdateStatus(ticket_id="HDTS-1", status="open", version=1, ticket=payload(tree=deep)))

    assert Ticket.objects.get().details == {"tree": deep}
