"""`python -m deploy.bench.relay_rounds ROUNDS MESSAGES`: prints the rounds as JSON.

A process of its own because the relay needs Django's settings, which the command line has not.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import amqp
import django

QUEUE: Final = "bench.outbox"
BATCH: Final = 500
TASK: Final = "tickets.tasks.receive_ticket"


def main(rounds: int, messages: int) -> list[dict[str, Any]]:
    """Each round: the relay empties a full outbox, then the same messages go out raw."""
    from django.conf import settings

    from shared.broker.publisher import connect
    from shared.outbox.relay import Relay

    broker = connect(settings.BROKER_URL, "bench")
    channel = broker.channel()
    _declare(channel)
    relay = Relay()
    with _outbox():
        measured = [_round(relay, broker, channel, messages) for _ in range(rounds + 1)]
    relay.close()
    broker.close()
    # The first one warms up.
    return measured[1:]


def _round(
    relay: Any, broker: amqp.Connection, channel: amqp.Channel, count: int
) -> dict[str, Any]:
    _fill(count)
    relayed = _relay_seconds(relay)
    stored = channel.queue_purge(QUEUE)
    raw = _raw_seconds(broker, count)
    channel.queue_purge(QUEUE)
    return {
        "relay": round(count / relayed, 1),
        "raw": round(count / raw, 1),
        "lost": max(0, count - stored),
        "duplicated": max(0, stored - count),
    }


def _relay_seconds(relay: Any) -> float:
    started = time.perf_counter()
    while relay.run_once():
        pass
    return time.perf_counter() - started


def _raw_seconds(broker: amqp.Connection, count: int) -> float:
    from tests.load.baselines.publishing import RawPublisher

    publisher = RawPublisher(broker)
    messages = [_message() for _ in range(count)]
    started = time.perf_counter()
    for start in range(0, count, BATCH):
        publisher.publish(messages[start : start + BATCH], QUEUE, TASK)
    return time.perf_counter() - started


def _declare(channel: amqp.Channel) -> None:
    channel.exchange_declare(QUEUE, "topic", durable=True, auto_delete=False)
    quorum = {"x-queue-type": "quorum"}
    channel.queue_declare(QUEUE, durable=True, auto_delete=False, arguments=quorum)
    channel.queue_bind(QUEUE, QUEUE, "#")


@contextmanager
def _outbox() -> Iterator[None]:
    """An empty outbox in a schema of its own."""
    from django.core.management import call_command
    from django.db import connection

    from deploy.bench.relay_settings import SCHEMA

    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def _fill(count: int) -> None:
    from shared.outbox.models import OutboxMessage

    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            task=TASK, exchange=QUEUE, routing_key=TASK, kwargs=KWARGS, headers=_headers()
        )
        for _ in range(count)
    )


def _message() -> amqp.Message:
    from shared.broker.wire import celery_message

    identity = str(uuid.uuid4())
    return celery_message(
        task=TASK, message_id=identity, kwargs=json.dumps(KWARGS), headers=_headers()
    )


def _headers() -> dict[str, Any]:
    return {
        "message_id": str(uuid.uuid4()),
        "timestamp": "2026-01-01T00:00:00+00:00",
        "source": "bench",
        "version": "1.0",
        "correlation_id": str(uuid.uuid4()),
        "causation_id": None,
    }


# About the size of an ordinary ticket.
KWARGS: Final = {"payload": {"subject": "Laptop", "description": "x" * 400, "priority": "low"}}

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
