"""Mails to send, and how long they wait."""

import uuid

from django.utils import timezone

from notification_service.email.models import EmailDelivery
from shared.contracts.notifications import SendEmail
from shared.testing.people import ALICE


def assignment(**changes):
    values = {
        "user_id": ALICE.id,
        "subject": "New Task: Broken <screen>",
        "message": "You have been assigned to ticket HD-7.\n\nPlease hurry & look.",
        "notification_type": "task_assignment",
        "notification_id": str(uuid.uuid4()),
        "related_ticket_number": "HD-7",
        "metadata": {
            "task_id": 7,
            "step_name": "Review request",
            "why": "You were assigned to this step.",
            "user_email": "alice@example.com",
        },
    }
    return SendEmail(**{**values, **changes})


def make_due(**changes):
    EmailDelivery.objects.update(next_attempt_at=timezone.now(), **changes)


def seconds_to_wait(delivery):
    return (delivery.next_attempt_at - timezone.now()).total_seconds()


def part(mail, kind):
    return mail.get_body((kind,)).get_content()
