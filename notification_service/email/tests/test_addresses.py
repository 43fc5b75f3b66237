"""To whom a mail goes."""

import pytest

from notification_service.email.models import EmailDelivery
from notification_service.email.tests.mails import assignment, seconds_to_wait
from notification_service.people.models import KnownPerson
from shared.testing.messages import dead_letters, deliver
from shared.testing.people import ALICE

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_address_comes_from_auth_and_is_remembered(mail_server, auth):
    mail_server.start()
    auth.people[ALICE.id] = "alice@example.com"

    deliver(assignment(metadata={}))
    deliver(assignment(metadata={}))

    assert [mail["To"] for mail in mail_server.mails] == ["alice@example.com"] * 2
    assert auth.asked.count("/api/v1/users/internal/") == 1


def test_while_auth_is_away_a_remembered_address_serves(mail_server, auth):
    mail_server.start()
    auth.close()
    KnownPerson.objects.create(
        user_id=ALICE.id, email="alice@example.com", fetched_at="2020-01-01T00:00:00Z"
    )

    deliver(assignment(metadata={}))

    assert mail_server.mails[0]["To"] == "alice@example.com"


def test_an_address_that_cannot_be_asked_for_now_is_asked_for_later(mail_server, auth):
    mail_server.start()
    auth.close()

    deliver(assignment(metadata={}))

    assert seconds_to_wait(EmailDelivery.objects.get()) > 0


def test_nobody_is_written_to_when_auth_knows_no_address(mail_server, auth):
    mail_server.start()

    deliver(assignment(metadata={}))

    given_up = EmailDelivery.objects.get()
    assert (given_up.status, given_up.next_attempt_at) == ("failed", None)
    assert "No address" in given_up.last_error


def test_who_has_left_is_not_written_to(mail_server, auth):
    mail_server.start()
    auth.people[ALICE.id] = "alice@example.com"
    auth.left.add(ALICE.id)

    deliver(assignment(metadata={}))

    assert not mail_server.mails
    assert EmailDelivery.objects.get().next_attempt_at is None


def test_a_mail_without_any_recipient_is_dead_at_once():
    kwargs = {"subject": "Hello", "message": "Nobody"}

    deliver(assignment(), kwargs=kwargs)

    assert len(dead_letters()) == 1
    assert not EmailDelivery.objects.exists()
