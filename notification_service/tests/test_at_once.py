"""What must hold when several workers do the same thing at the same moment."""

import uuid

import pytest
from django.utils import timezone

from notification_service.email import services
from notification_service.email.models import EmailDelivery
from notification_service.inbox_items.models import InAppNotification
from notification_service.tests.concurrency import at_once
from shared.contracts.notifications import CreateNotification, SendEmail
from shared.testing.messages import deliver, outbox_messages
from shared.testing.people import ALICE, BOB

pytestmark = pytest.mark.django_db(transaction=True)

NOTICE = CreateNotification(
    recipients={"users": [ALICE.id, BOB.id]},
    subject="Deadline near",
    message="T-7 is due in an hour.",
    notification_type="sla_warning",
    deduplication_id="sla:7:75:1",
)
MAIL = SendEmail(
    to="ana.cruz@example.com", subject="Hello", message="World", notification_id=str(uuid.uuid4())
)


def test_eight_messages_about_one_event_tell_each_person_once():
    at_once(8, lambda: deliver(NOTICE))

    assert InAppNotification.objects.count() == 2
    assert len({mail.notification_id for mail in outbox_messages(SendEmail)}) == 2


def test_eight_messages_about_one_notification_send_one_mail(mail_server):
    mail_server.start()

    at_once(8, lambda: deliver(MAIL))

    assert len(mail_server.mails) == 1
    assert EmailDelivery.objects.get().attempts == 1


def test_eight_schedules_send_each_due_mail_once(mail_server):
    for _ in range(5):
        deliver(SendEmail(to="ana.cruz@example.com", subject="Hello", message="World"))
    mail_server.start()
    EmailDelivery.objects.update(next_attempt_at=timezone.now())

    at_once(8, services.attempt_due)

    assert len(mail_server.mails) == 5
    assert set(EmailDelivery.objects.values_list("status", flat=True)) == {"sent"}
