import pytest
from django.db import connection, transaction

from shared.contracts.tickets import ReceiveTicket
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ANA, BEN
from ticket_service.intake.models import Submission
from ticket_service.intake.tests.test_concurrency import at_once
from ticket_service.tickets.models import Ticket

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Projector for a workshop",
    "category": "Asset",
    "sub_category": "Check-out",
    "priority": "low",
}


def submit(key, caller=ANA, **changes):
    return make_client(caller).post("/tickets/", FORM | changes, headers={"Idempotency-Key": key})


def test_the_same_form_sent_twice_is_one_ticket():
    first = submit("form-1")

    again = submit("form-1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Ticket.objects.count() == 1
    assert len(outbox_messages(ReceiveTicket)) == 1


def test_a_key_stands_for_one_body():
    submit("form-1")

    answer = submit("form-1", title="Another workshop")

    assert (answer.status_code, answer.json()["code"]) == (422, "UNPROCESSABLE")
    assert Ticket.objects.count() == 1


def test_everybody_has_keys_of_their_own():
    submit("form-1")

    assert submit("form-1", caller=BEN).status_code == 201
    assert Ticket.objects.count() == 2


def test_without_a_key_every_form_is_a_ticket():
    submit("")
    submit("")

    assert Ticket.objects.count() == 2


def test_a_key_is_forgotten_after_a_day():
    submit("form-1")
    Submission.objects.update(received_at="2026-01-01T00:00:00Z")

    submit("form-1", title="Another workshop")

    assert Ticket.objects.count() == 2


def test_a_refused_form_does_not_spend_its_key():
    submit("form-1", priority="asap")

    assert submit("form-1").status_code == 201


@pytest.mark.parametrize("key", ["k" * 256, "tab\tbed"])
def test_a_key_that_cannot_be_one_is_named(key):
    answer = submit(key)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["Idempotency-Key"]


@pytest.mark.django_db(transaction=True)
def test_forms_sent_at_once_with_one_key_are_one_ticket():
    answers = at_once(lambda _: submit("form-1"), 16)

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert Ticket.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_whose_request_still_runs_is_a_conflict():
    with transaction.atomic(), connection.cursor() as cursor:
        name = f"user:{ANA.id}\nform-1"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        [answer] = at_once(lambda _: submit("form-1"), 1)

    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")


def test_a_batch_sent_twice_under_one_key_is_taken_in_once():
    client, headers = make_client(ANA), {"Idempotency-Key": "batch-1"}
    lines = [FORM, FORM | {"title": "Second"}, FORM | {"priority": "asap"}]

    first, again = (client.post("/tickets/batch/", lines, headers=headers) for _ in range(2))
    other = client.post("/tickets/batch/", lines[:1], headers=headers)

    assert (first.status_code, again.status_code, again.json()) == (207, 207, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 422
    assert Ticket.objects.count() == 2
