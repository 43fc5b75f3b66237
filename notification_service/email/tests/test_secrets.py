"""Mails that carry a link or code which only the addressee may read (decision 0020)."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from notification_service.email.models import EmailDelivery
from notification_service.email.services import attempt_due
from shared.contracts.notifications import SendEmail
from shared.testing.messages import deliver

pytestmark = pytest.mark.django_db(transaction=True)


def secret_mail(settings, **metadata):
    link = f"{settings.PUBLIC_URL}/reset-password?token=abc123"
    later = (timezone.now() + timedelta(minutes=30)).isoformat()
    return SendEmail(
        to="new@example.com",
        subject="Reset your password",
        message="Hello.",
        notification_type="password_reset",
        notification_id=str(uuid.uuid4()),
        metadata={
            "secret_link": link,
            "secret_code": "204981",
            "expires_at": later,
            "why": "You asked.",
            **metadata,
        },
    )


def test_the_secret_is_in_the_mail_and_not_in_the_row_afterwards(mail_server, settings):
    mail_server.start()

    deliver(secret_mail(settings))

    [mail] = mail_server.mails
    assert mail["To"] == "new@example.com"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        assert "/reset-password?token=abc123" in body
        assert "204981" in body
    assert set(EmailDelivery.objects.get().metadata) == {"expires_at", "why"}


def test_a_mail_that_waits_keeps_its_secret(mail_server, settings):
    deliver(secret_mail(settings))
    assert "secret_link" in EmailDelivery.objects.get().metadata

    mail_server.start()
    EmailDelivery.objects.update(next_attempt_at=timezone.now())
    attempt_due()

    assert len(mail_server.mails) == 1


def test_a_mail_whose_link_expired_meanwhile_is_given_up_without_its_secret(mail_server, settings):
    mail_server.start()

    deliver(secret_mail(settings, expires_at=(timezone.now() - timedelta(1)).isoformat()))

    delivery = EmailDelivery.objects.get()
    assert mail_server.mails == []
    assert (delivery.status, delivery.next_attempt_at) == ("failed", None)
    assert set(delivery.metadata) == {"expires_at", "why"}


@pytest.mark.parametrize("moment", ["soon", "2026-99-99T00:00:00Z", 17, None])
def test_a_moment_that_is_none_does_not_hold_the_mail_up(mail_server, settings, moment):
    mail_server.start()

    deliver(secret_mail(settings, expires_at=moment))

    assert len(mail_server.mails) == 1


def test_the_sender_may_choose_the_words_of_label_and_button(mail_server, settings):
    mail_server.start()

    deliver(secret_mail(settings, label="Confirm your address", action="This is my address"))

    body = mail_server.mails[0].get_body(("plain",)).get_content()
    assert body.startswith("Confirm your address")
    assert "This is my address:" in body
