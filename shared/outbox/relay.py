"""The relay: moves committed outbox rows to the broker, at least once each."""

import json
import random
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

import amqp
import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from shared.broker.publisher import BatchPublisher, Outgoing, connect
from shared.broker.wire import celery_message
from shared.outbox.models import OutboxMessage

BATCH = 500
READ_SECONDS = 0.001
# All headers of a message travel in one frame. Over a larger one the broker ends the connection, at
# every attempt. As JSON they are never shorter than on the wire.
MAX_HEADERS = 100 * 1024
MAX_BACK_OFF_SECONDS = 300
log = structlog.get_logger()


class _Row(NamedTuple):
    """An outbox row as the relay reads it; `kwargs` and `headers` are JSON texts."""

    id: int
    exchange: str
    routing_key: str
    task: str
    message_id: uuid.UUID
    kwargs: str
    headers: str
    attempts: int


_DUE = """
    SELECT id, exchange, routing_key, task, message_id, kwargs, headers, attempts
    FROM outbox_outboxmessage WHERE not_before <= statement_timestamp()
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
_DELETE = "DELETE FROM outbox_outboxmessage WHERE id = ANY(%s)"


class Relay:
    """Publishes due rows batch by batch. Several relays of one service may run side by side."""

    def __init__(self) -> None:
        self._connection: amqp.Connection | None = None
        self._publisher: BatchPublisher | None = None

    def run_once(self) -> int:
        """Publish one batch; returns how many rows were claimed.

        Raises what the broker or database raises when unreachable: nothing is lost then, the rows
        stay. A confirm that never came counts as unknown and the row is sent again.
        """
        with transaction.atomic():
            rows = _due()
            if rows:
                unfit = {row.id: "its headers are too long" for row in rows if _is_unfit(row)}
                fit = [row for row in rows if row.id not in unfit]
                self._settle(rows, {**unfit, **self._publish(fit)})
        return len(rows)

    def close(self) -> None:
        """Forget the connection; the next batch opens a new one."""
        broker, self._connection, self._publisher = self._connection, None, None
        if broker is not None:
            broker.collect()

    def heartbeat(self) -> None:
        """Keep an idle connection alive: answer the broker, and read what it sent."""
        if self._connection is None:
            return
        with suppress(TimeoutError):
            self._connection.drain_events(timeout=READ_SECONDS)
        self._connection.heartbeat_tick()

    def _publish(self, rows: Sequence[_Row]) -> Mapping[int, str]:
        try:
            return self._open().publish([_outgoing(row) for row in rows])
        except amqp.exceptions.ChannelError as error:
            self._publisher = None
            if len(rows) == 1:
                return {rows[0].id: str(error)}
            # One row made the broker close the channel and took the batch with it: go one by one.
            return {key: why for row in rows for key, why in self._publish([row]).items()}
        except BaseException:
            self.close()
            raise

    def _open(self) -> BatchPublisher:
        if self._connection is None:
            self._connection = connect(settings.BROKER_URL, f"{settings.SERVICE} relay")
        if self._publisher is None:
            self._publisher = BatchPublisher(self._connection)
        return self._publisher

    def _settle(self, rows: Sequence[_Row], refused: Mapping[int, str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_DELETE, [[row.id for row in rows if row.id not in refused]])
        for row in rows:
            if row.id in refused:
                _put_off(row, refused[row.id])


def _due() -> list[_Row]:
    """The next batch, locked. The arguments stay the text that they are sent as."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [BATCH])
        return [_Row(*values) for values in cursor.fetchall()]


def _is_unfit(row: _Row) -> bool:
    return len(row.headers) > MAX_HEADERS


def _outgoing(row: _Row) -> Outgoing:
    message = celery_message(
        task=row.task,
        message_id=str(row.message_id),
        kwargs=row.kwargs,
        headers=json.loads(row.headers),
    )
    return Outgoing(row.id, row.exchange, row.routing_key, message)


def _put_off(row: _Row, why: str) -> None:
    attempts = row.attempts + 1
    OutboxMessage.objects.filter(pk=row.id).update(
        attempts=attempts, last_error=why, not_before=timezone.now() + _back_off(attempts)
    )
    log.warning("outbox_refused", task=row.task, attempts=attempts, why=why)


def _back_off(attempts: int) -> timedelta:
    seconds = min(2.0**attempts, MAX_BACK_OFF_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1, 1.25))  # noqa: S311  jitter, no secret
