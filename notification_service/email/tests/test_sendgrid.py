"""Mail through SendGrid's API, which a server on the loopback interface plays."""

import pytest

from notification_service.email import services
from notification_service.email.models import EmailDelivery
from notification_service.email.tests.mails import assignment, make_due, seconds_to_wait
from shared.testing.messages import deliver
from shared.testing.partner import Reply

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # anymail says so of SendGrid since version 15: tested here, by us.
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
]


def stored():
    return EmailDelivery.objects.get()


def test_a_mail_carries_the_key_the_recipient_both_texts_and_its_ids(sendgrid):
    deliver(assignment())

    [call] = sendgrid.arrived
    assert (call.path, call.headers["Authorization"]) == ("/v3/mail/send", "Bearer key")
    assert call.body["personalizations"][0]["to"] == [{"email": "alice@example.com"}]
    assert [content["type"] for content in call.body["content"]] == ["text/plain", "text/html"]
    headers = {name.lower(): value for name, value in call.body["headers"].items()}
    assert headers["message-id"] == f"<{stored().pk}@tts.example>"
    assert headers["x-correlation-id"] == str(stored().correlation_id)
    assert stored().status == "sent"


def test_a_repeated_attempt_is_recognised_by_its_message_id(sendgrid):
    sendgrid.replies = [Reply(500), Reply(202)]
    deliver(assignment())
    make_due()

    services.attempt_due()

    first, second = (call.body["headers"] for call in sendgrid.arrived)
    assert first == second
    assert (stored().status, stored().attempts) == ("sent", 2)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_what_another_mail_would_meet_too_is_tried_again(sendgrid, status):
    sendgrid.replies = [Reply(status, {"errors": [{"message": "not now"}]})]

    deliver(assignment())

    assert (stored().status, stored().obstacle) == ("failed", "server")
    assert "not now" in stored().last_error
    assert seconds_to_wait(stored()) > 0


def test_what_sendgrid_refuses_about_this_mail_is_final(sendgrid):
    sendgrid.replies = [Reply(400, {"errors": [{"message": "does not contain a valid address"}]})]

    deliver(assignment())

    assert (stored().status, stored().next_attempt_at) == ("failed", None)
    assert "valid address" in stored().last_error


def test_an_address_that_is_none_is_refused_before_anything_is_sent(sendgrid):
    deliver(assignment(metadata={"user_email": "@"}))

    assert sendgrid.arrived == []
    assert (stored().status, stored().next_attempt_at) == ("failed", None)


def test_while_sendgrid_cannot_be_reached_the_mail_waits(sendgrid, settings):
    settings.ANYMAIL = {**settings.ANYMAIL, "SENDGRID_API_URL": "http://127.0.0.1:1/"}

    deliver(assignment())

    assert (stored().obstacle, stored().attempts) == ("server", 1)
    assert seconds_to_wait(stored()) > 0
