"""Messages that failed, what people do to them, and the worker that gets one again."""

import uuid
from datetime import timedelta

from django.utils import timezone

from shared.broker.topology import queue_named
from shared.contracts.workflow import RouteWaiting
from shared.dead_letters.models import DeadLetter
from shared.errors import Conflict
from shared.inbox.delivery import Delivery
from shared.inbox.registry import one_by_one
from shared.testing import make_client
from shared.testing.people import ADMIN

QUEUE = queue_named("WORKFLOW_TASKS_PRODUCTION")
CAUSE = "0123456789abcdef"


def make_letter(**changes):
    now = timezone.now()
    values = {
        "message_id": uuid.uuid4(),
        "digest": "0" * 64,
        "queue": QUEUE.name,
        "task": RouteWaiting.TASK,
        "routing_key": RouteWaiting.TASK,
        "kwargs": {"version_id": 7},
        "headers": {"source": "workflow_api", "x-tts-reason": "{}", "x-tts-attempt": 3},
        "code": "CONFLICT",
        "text": "It is closed",
        "cause": CAUSE,
        "attempts": 3,
        "first_failed_at": now - timedelta(hours=1),
        "last_failed_at": now,
        "correlation_id": uuid.uuid4(),
    }
    return DeadLetter.objects.create(**{**values, **changes})


def post(path, body=None, caller=ADMIN):
    return make_client(caller).post(f"/dead-letters/{path}", body or {})


def get(path="", caller=ADMIN):
    return make_client(caller).get(f"/dead-letters/{path}")


def consume(row, handle=lambda message: None):
    """What a worker does with an outbox row that reached it."""
    consumer = one_by_one(RouteWaiting, handle)
    consumer.consume(Delivery(row.task, row.exchange, row.routing_key, row.kwargs, row.headers))


def break_contract(message):
    raise Conflict("Still closed")
