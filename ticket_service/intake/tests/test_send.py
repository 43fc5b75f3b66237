import json

import pytest
from jsonschema import Draft202012Validator

from shared.contracts.tickets import ReceiveTicket, normalise
from shared.outbox.models import OutboxMessage
from shared.testing.messages import outbox_messages
from ticket_service.intake.models import Submission
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_subject, by_title, gateway, hand_in, report

pytestmark = pytest.mark.django_db


def handed_over():
    return [message.raw() for message in outbox_messages(ReceiveTicket)]


def outcome_of(answer):
    return answer.status_code, answer.json()["outcome"]


@pytest.mark.parametrize("path", ["/send/", "/tickets/send/", "/tickets/"])
def test_a_ticket_is_taken_in_under_the_number_its_sender_gave(path):
    answer = gateway().post(path, by_title())

    assert outcome_of(answer) == (201, "created")
    ticket = Ticket.objects.get(number="HDTS-1")
    assert answer.json() == {
        "ticket_id": str(ticket.id),
        "ticket_number": "HDTS-1",
        "status": "new",
        "outcome": "created",
        "correlation_id": answer["X-Correlation-ID"],
    }


@pytest.mark.parametrize("body", [by_title(), by_subject()], ids=["title", "subject"])
def test_both_documented_shapes_are_handed_over_as_the_canonical_ticket(body):
    gateway().post("/send/", body)

    [message] = outbox_messages(ReceiveTicket)
    ticket = Ticket.objects.get()
    Draft202012Validator(ReceiveTicket.schema()).validate(message.kwargs())
    again = normalise(message.raw(), received_at=ticket.received_at)
    assert again.external_id == ticket.number
    assert (again.subject, again.sub_category) == (ticket.subject, ticket.sub_category)
    assert again.digest() == ticket.digest


def test_the_message_travels_under_the_correlation_id_of_the_answer():
    answer = gateway().post("/send/", by_title())

    assert OutboxMessage.objects.get().headers["correlation_id"] == answer.json()["correlation_id"]


def test_the_help_desks_priority_is_mapped_once():
    hand_in(priority="LOW")

    assert handed_over()[0]["priority"] == "medium"
    assert Ticket.objects.get().priority == "medium"


def test_the_map_of_priorities_can_be_configured(settings):
    settings.HDTS_PRIORITY_MAP = {"low": "urgent"}

    assert hand_in(priority="low").priority == "urgent"


def test_what_was_sent_is_kept_beside_the_canonical_ticket():
    body = by_title(asset_id="ASSET-7", remark="wörtlich <b>so</b>")

    gateway().post("/send/", body)

    assert json.loads(Submission.objects.get().raw) == body
    assert Ticket.objects.get().details == {"asset_id": "ASSET-7", "remark": "wörtlich <b>so</b>"}


def test_attachments_are_kept_as_the_sender_described_them():
    files = [{"filename": "a.png", "url": "https://hdts.example.com/a.png"}]

    assert hand_in(attachments=files).attachments == files


def test_the_same_ticket_again_changes_nothing():
    first = gateway().post("/send/", by_title())

    again = gateway().post("/send/", by_title())

    assert outcome_of(again) == (200, "known")
    for name in ("ticket_id", "ticket_number", "correlation_id"):
        assert again.json()[name] == first.json()[name]
    assert len(handed_over()) == 1
    assert Submission.objects.count() == 1


def test_the_same_ticket_in_the_other_shape_is_the_same_ticket():
    gateway().post("/send/", by_title(requester_email="ana.cruz@example.com"))
    other = {
        "original_ticket_id": "HDTS-1",
        "subject": "No network at my desk",
        "description": "The socket is dead since this morning.",
        "category": "IT Support",
        "subcategory": "Network",
        "department": "Operations",
        "priority": "Low",
        "employee": {"name": "Ana Cruz", "email": "ana.cruz@example.com"},
    }

    assert outcome_of(gateway().post("/send/", other)) == (200, "known")


@pytest.mark.parametrize("status", ["new", "open", "unrouted"])
def test_a_change_before_work_started_is_applied_and_handed_over(status):
    ticket = hand_in()
    report(ticket, status)

    answer = gateway().post("/send/", by_title(title="No network on floor 3", priority="high"))

    assert outcome_of(answer) == (200, "updated")
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.priority, ticket.revision) == (
        "No network on floor 3",
        "urgent",
        2,
    )
    assert [(one["subject"], one["revision"]) for one in handed_over()] == [
        ("No network at my desk", 1),
        ("No network on floor 3", 2),
    ]
    assert Submission.objects.get(revision=2).changes == {
        "subject": ["No network at my desk", "No network on floor 3"],
        "priority": ["medium", "urgent"],
    }


@pytest.mark.parametrize(
    "status",
    ["in_progress", "pending_external", "on_hold", "resolved", "closed", "rejected"],
)
def test_a_change_after_work_started_is_kept_but_not_applied(status):
    ticket = hand_in()
    report(ticket, status)

    answer = gateway().post("/send/", by_title(title="Something else"))

    assert outcome_of(answer) == (200, "amended")
    ticket.refresh_from_db()
    assert ticket.subject == "No network at my desk"
    assert handed_over()[-1]["subject"] == "Something else"
    amendment = Submission.objects.get(revision=2)
    assert amendment.outcome == "amended"
    assert amendment.content["subject"] == "Something else"


def test_an_amendment_sent_twice_is_recorded_once():
    report(hand_in(), "in_progress")
    gateway().post("/send/", by_title(title="Something else"))

    again = gateway().post("/send/", by_title(title="Something else"))

    assert outcome_of(again) == (200, "known")
    assert Submission.objects.count() == 2
    assert len(handed_over()) == 2


def test_a_change_without_a_date_does_not_move_the_submission():
    ticket = hand_in(created_at="2026-11-01T08:00:00Z")

    hand_in(title="Something else")

    assert handed_over()[-1]["submitted_at"] == ticket.submitted_at.isoformat()


def test_a_sender_without_ids_gets_a_number_of_the_year():
    body = by_subject()
    del body["ticket_number"]

    numbers = [gateway().post("/send/", body).json()["ticket_number"] for _ in range(2)]

    year = Ticket.objects.latest("received_at").received_at.year
    first, second = (int(number.removeprefix(f"TKT-{year}-")) for number in numbers)
    assert second == first + 1
    assert len(numbers[0]) == len("TKT-2026-000001")
    assert [one["external_id"] for one in handed_over()] == numbers


def test_the_same_id_from_two_senders_gives_two_tickets_with_two_numbers():
    hand_in()

    answer = gateway().post("/send/", by_title(source_service="facility_desk"))

    assert outcome_of(answer) == (201, "created")
    assert answer.json()["ticket_number"].startswith("TKT-")
    assert handed_over()[-1]["external_id"] == "HDTS-1"
    assert handed_over()[-1]["ticket_number"] == answer.json()["ticket_number"]


def test_an_id_that_is_a_path_of_the_api_is_not_used_as_number():
    assert hand_in(ticket_id="mine").number.startswith("TKT-")


def test_a_number_that_a_sender_used_already_is_not_given_again():
    body = by_title()
    del body["ticket_id"]
    number = gateway().post("/send/", body).json()["ticket_number"]
    head, serial = number[:-6], int(number[-6:])
    taken = f"{head}{serial + 1:06d}"
    hand_in(ticket_id=taken, title="With an id that looks like ours")

    answer = gateway().post("/send/", body)

    assert outcome_of(answer) == (201, "created")
    assert answer.json()["ticket_number"] not in {number, taken}


def test_a_refused_ticket_leaves_nothing_behind():
    answer = gateway().post("/send/", by_title(priority="asap", title=" "))

    assert answer.status_code == 400
    assert answer.json()["code"] == "VALIDATION_ERROR"
    assert {d["field"] for d in answer.json()["details"]} == {"priority", "title"}
    assert not Ticket.objects.exists()
    assert handed_over() == []


def test_taking_in_a_ticket_costs_a_constant_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        gateway().post("/send/", by_title())
