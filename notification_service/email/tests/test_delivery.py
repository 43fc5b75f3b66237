"""What a mail says, and that it is sent once."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notification_service.email import services
from notification_service.email.exclusion import alone_with
from notification_service.email.models import EmailDelivery
from notification_service.email.tests.mails import assignment, make_due, part
from shared.testing.messages import deliver
from shared.testing.metrics import scraped_value

pytestmark = pytest.mark.django_db(transaction=True)
CORRELATION = str(uuid.uuid4())


def test_a_mail_has_text_and_html_with_link_reason_and_correlation(mail_server, settings):
    mail_server.start()

    deliver(
        assignment(),
        headers={"message_id": str(uuid.uuid4()), "correlation_id": CORRELATION},
    )

    [mail] = mail_server.mails
    assert mail["To"] == "alice@example.com"
    assert mail["Subject"] == "[HD-7] New Task: Broken <screen>"
    for body in (part(mail, "plain"), part(mail, "html")):
        assert f"{settings.PUBLIC_URL}/tasks/7" in body
        assert "You were assigned to this step." in body
        assert "Review request" in body
        assert CORRELATION in body
    assert mail["X-Correlation-ID"] == CORRELATION
    assert "Broken &lt;screen&gt;" in part(mail, "html")
    assert "hurry & look" in part(mail, "plain")


def test_a_mail_to_somebody_who_only_watches_leads_out_of_it(mail_server, settings):
    mail_server.start()
    address = {"user_email": "alice@example.com"}
    watched = {**address, "scope": "watched", "why": "You watch this ticket"}

    deliver(assignment(notification_type="task_update", metadata=watched))
    deliver(assignment())

    [watching, working] = mail_server.mails
    way_out = f"{settings.PUBLIC_URL}/stop-watching/HD-7"
    for kind in ("plain", "html"):
        assert way_out in part(watching, kind)
        assert "stop-watching" not in part(working, kind)


def test_the_delivery_is_recorded_as_sent(mail_server):
    mail_server.start()
    message = assignment()

    deliver(message)

    delivery = EmailDelivery.objects.get(pk=message.notification_id)
    assert (delivery.status, delivery.attempts) == ("sent", 1)
    assert delivery.sent_at is not None
    assert mail_server.mails[0]["Message-ID"] == f"<{delivery.pk}@tts.example>"


def test_a_redelivered_message_sends_one_mail(mail_server):
    mail_server.start()
    message, message_id = assignment(), uuid.uuid4()

    deliver(message, message_id=message_id)
    deliver(message, message_id=message_id)

    assert len(mail_server.mails) == 1


def test_two_messages_about_one_notification_send_one_mail(mail_server):
    mail_server.start()
    message = assignment()

    deliver(message)
    deliver(message)

    assert len(mail_server.mails) == 1
    assert EmailDelivery.objects.count() == 1


def test_mails_that_are_due_together_share_a_connection(mail_server):
    for _ in range(3):
        deliver(assignment())
    mail_server.start()
    make_due()

    services.attempt_due()

    assert len(mail_server.mails) == 3
    assert len(mail_server.connections) == 1


def test_a_delivery_abandoned_in_the_middle_is_taken_up_again(mail_server):
    deliver(assignment())
    mail_server.start()
    make_due(status="sending")

    services.attempt_due()

    assert len(mail_server.mails) == 1


def test_an_attempt_under_way_is_not_joined_by_a_second(mail_server):
    mail_server.start()
    deliver(assignment())
    delivery = EmailDelivery.objects.get()
    EmailDelivery.objects.update(
        status="sending", sent_at=None, next_attempt_at=timezone.now() + services.LEASE
    )

    services.attempt([delivery.pk])

    assert len(mail_server.mails) == 1


def test_an_attempt_that_outlasts_its_lease_is_not_joined_while_its_sender_lives(mail_server):
    deliver(assignment())
    make_due(status="sending")
    mail_server.start()
    [delivery] = EmailDelivery.objects.all()
    begun, dead = threading.Event(), threading.Event()

    def send_slowly():
        with alone_with([delivery.pk]):
            begun.set()
            dead.wait(10)
            # As when the process ends: nobody unlocks, the connection is gone.
            connection.close()

    sender = threading.Thread(target=send_slowly)
    sender.start()
    begun.wait(10)
    services.attempt([delivery.pk])
    joined = len(mail_server.mails)
    dead.set()
    sender.join()
    services.attempt([delivery.pk])

    assert (joined, len(mail_server.mails)) == (0, 1)


def test_a_requester_is_led_to_the_portal(mail_server, settings):
    mail_server.start()

    deliver(assignment(user_id=None, to="ana.cruz@example.com", related_ticket_number="HD 7/a"))

    [mail] = mail_server.mails
    assert mail["To"] == "ana.cruz@example.com"
    assert f"{settings.PUBLIC_URL}/portal/tickets/HD%207%2Fa" in part(mail, "plain")


def test_a_link_that_leads_elsewhere_is_not_followed(mail_server):
    mail_server.start()

    deliver(assignment(metadata={"link": "https://evil.example/", "user_email": "a@example.com"}))

    assert "evil" not in part(mail_server.mails[0], "html")


def test_a_line_break_in_a_subject_cannot_add_a_header(mail_server):
    mail_server.start()

    deliver(assignment(subject="Hello\r\nBcc: eve@example.com"))

    [mail] = mail_server.mails
    assert mail["Subject"] == "[HD-7] Hello Bcc: eve@example.com"
    assert mail["Bcc"] is None


def test_every_attempt_is_counted_by_its_result(mail_server):
    deliver(assignment())
    mail_server.start()
    make_due()
    services.attempt_due()

    results = {r: scraped_value("tts_emails_total", result=r) for r in ("sent", "postponed")}
    assert results == {"sent": 1, "postponed": 1}


def test_the_monitoring_sees_mail_that_waits_for_its_server(mail_server):
    deliver(assignment())
    EmailDelivery.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    assert scraped_value("tts_emails_waiting") == 1
    assert 300 <= scraped_value("tts_emails_oldest_age_seconds") < 310
