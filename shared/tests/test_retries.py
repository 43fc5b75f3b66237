"""How often, and how long after, a message is tried again: queue by queue."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shared.broker.topology import DELIVERY_LIMIT, QUEUES, queue_named
from shared.contracts.catalogue import MESSAGES
from shared.inbox.delivery import Delivery
from shared.inbox.registry import one_by_one
from shared.outbox.models import OutboxMessage
from shared.testing.messages import dead_letters

pytestmark = pytest.mark.django_db
# Specification: contracts.md, Queues. It leaves open how often workflow_api tries its own work.
RETRIES = {
    "TICKET_TASKS_PRODUCTION": 3,
    "TTS_ROLE_SYNC_QUEUE": 5,
    "WORKFLOW_TASKS_PRODUCTION": 5,
    "INAPP_NOTIFICATION_QUEUE": 5,
    "EMAIL_NOTIFICATION_QUEUE": 5,
    "TICKET_STATUS_QUEUE": 5,
    "REALTIME_EVENTS_QUEUE": 1,
}
JITTER = 1.25


def break_down(message):
    raise OSError("the other side hung up")


KWARGS: dict[str, dict[str, Any]] = {
    "TICKET_TASKS_PRODUCTION": {"payload": {"title": "x"}},
    "TTS_ROLE_SYNC_QUEUE": {
        "payload": {
            "role": {"id": 1, "name": "x", "system": "TTS", "is_active": True, "version": 1}
        }
    },
    "WORKFLOW_TASKS_PRODUCTION": {"version_id": 1},
    "INAPP_NOTIFICATION_QUEUE": {"user_id": 1, "subject": "x", "message": "x"},
    "EMAIL_NOTIFICATION_QUEUE": {"to": "a@example.com", "subject": "x", "message": "x"},
    "TICKET_STATUS_QUEUE": {"ticket_id": "HD-1", "status": "open", "version": 1},
    "REALTIME_EVENTS_QUEUE": {
        "event_id": str(uuid.uuid4()),
        "stream": "ticket:HD-1",
        "type": "ticket_update",
        "data": {},
    },
}


def arrive(queue, headers, way=None):
    """The first kind of message of a queue arrives and fails in passing."""
    sample = first_message_of(queue)
    delivery = Delivery(sample.TASK, way or queue, sample.TASK, KWARGS[queue], headers)
    one_by_one(sample, break_down).consume(delivery)


def first_message_of(queue):
    return next(each for each in MESSAGES if queue == each.QUEUE)


def test_the_table_names_every_queue():
    assert {queue.name: queue.retries for queue in QUEUES} == RETRIES


@pytest.mark.parametrize(("queue", "retries"), RETRIES.items())
def test_each_retry_waits_twice_as_long_and_the_last_failure_is_a_dead_letter(queue, retries):
    headers = {"message_id": str(uuid.uuid4()), "correlation_id": str(uuid.uuid4())}
    again = OutboxMessage.objects.filter(exchange=queue, task=first_message_of(queue).TASK)

    for number in range(1, retries + 1):
        before = timezone.now()
        arrive(queue, headers)
        row = again.get()
        wait = timedelta(seconds=2**number)
        assert before + wait <= row.not_before <= timezone.now() + wait * JITTER
        headers = row.headers
        row.delete()
    arrive(queue, headers)

    assert not again.exists()
    [letter] = dead_letters()
    assert letter.exchange == f"{queue}_DLQ"
    assert letter.headers["x-tts-attempt"] == retries + 1
    assert "RETRIES_EXHAUSTED" in letter.headers["x-tts-reason"]


def test_poison_is_given_up_after_more_deliveries_than_any_queue_retries():
    assert max(RETRIES.values()) < DELIVERY_LIMIT


@pytest.mark.parametrize(
    ("alias", "queue"),
    [
        ("tts.role.sync", "TTS_ROLE_SYNC_QUEUE"),
        ("tts.user_system_role.sync", "TTS_ROLE_SYNC_QUEUE"),
        ("role_send-default", "TTS_ROLE_SYNC_QUEUE"),
        ("inapp-notification-queue", "INAPP_NOTIFICATION_QUEUE"),
        ("notification-queue-default", "INAPP_NOTIFICATION_QUEUE"),
    ],
)
def test_an_older_name_of_a_queue_is_accepted_and_retried_through_the_present_one(alias, queue):
    arrive(queue, {}, way=alias)

    assert queue_named(alias).name == queue
    assert [row.exchange for row in OutboxMessage.objects.all()] == [queue]
