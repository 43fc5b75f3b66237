"""`publish`: the only way a message leaves a service."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from shared import context
from shared.contracts.base import Message
from shared.gathering import append
from shared.observability import tracing
from shared.outbox.models import OutboxMessage

CONTRACT_VERSION = "1.0"


def publish(
    message: Message,
    *,
    message_id: uuid.UUID | None = None,
    not_before: datetime | None = None,
) -> uuid.UUID:
    """Store `message` beside the change it announces; the relay sends it after the commit.

    `not_before` delays it. A fixed `message_id` makes consumers treat repeated calls as one
    message. Raises RuntimeError outside of a transaction.
    """
    identity = message_id or uuid.uuid4()
    store(
        task=message.TASK,
        exchange=message.QUEUE,
        routing_key=message.TASK,
        kwargs=message.kwargs(),
        headers=message_headers(identity),
        message_id=identity,
        not_before=not_before,
    )
    return identity


def publish_all(messages: Iterable[Message]) -> None:
    """`publish` for many messages in one statement, in their order."""
    _require_transaction()
    rows = []
    for message in messages:
        identity = uuid.uuid4()
        row = OutboxMessage(
            task=message.TASK,
            exchange=message.QUEUE,
            routing_key=message.TASK,
            kwargs=message.kwargs(),
            headers=message_headers(identity),
            message_id=identity,
        )
        rows.append(row)
    append(*rows)


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("publish() must run in the transaction that makes the change")


def message_headers(message_id: uuid.UUID) -> dict[str, Any]:
    """The header that every message of TTS carries (specification: contracts.md, Header)."""
    now = context.current()
    return {
        "message_id": str(message_id),
        "timestamp": timezone.now().isoformat(),
        "source": settings.SERVICE,
        "version": CONTRACT_VERSION,
        "correlation_id": now.correlation_id,
        "causation_id": now.message_id,
        **tracing.carrier(),
    }


def store(
    *,
    task: str,
    exchange: str,
    routing_key: str,
    kwargs: Mapping[str, Any],
    headers: Mapping[str, Any],
    message_id: uuid.UUID,
    not_before: datetime | None = None,
) -> None:
    """Write one outbox row; for the retries and dead letters of the inbox."""
    _require_transaction()
    due = {} if not_before is None else {"not_before": not_before}
    append(
        OutboxMessage(
            task=task,
            exchange=exchange,
            routing_key=routing_key,
            kwargs=dict(kwargs),
            headers=dict(headers),
            message_id=message_id,
            **due,
        )
    )


def backlog() -> tuple[int, float]:
    """How many messages are due, and how many seconds the oldest of them has been waiting.

    One that the broker refused stays due, although its next attempt is put off.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(extract(epoch FROM now() -"
            " min(CASE WHEN attempts = 0 THEN not_before ELSE created_at END)), 0)"
            " FROM outbox_outboxmessage WHERE not_before <= now() OR attempts > 0"
        )
        count, age = cursor.fetchone()
    return count, float(age)
