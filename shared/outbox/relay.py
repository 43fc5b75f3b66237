"""The relay: moves committed outbox rows to the broker, at least once each."""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

import amqp
import structlog
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from shared.broker.publisher import BatchPublisher, Outgoing, connect
from shared.broker.wire import celery_message
from shared.outbox.models import OutboxMessage

BATCH = 500
READ_SECONDS = 0.001
MAX_BACK_OFF_SECONDS = 300
log = structlog.get_logger()


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
            rows = list(
                OutboxMessage.objects.filter(not_before__lte=Now())
                .order_by("id")
                .select_for_update(skip_locked=True)[:BATCH]
            )
            if rows:
                self._settle(rows, self._publish(rows))
        return len(rows)

    def close(self) -> None:
        """Forget the connection; the next batch opens a new one."""
        connection, self._connection, self._publisher = self._connection, None, None
        if connection is not None:
            connection.collect()

    def heartbeat(self) -> None:
        """Keep an idle connection alive: answer the broker, and read what it sent."""
        if self._connection is None:
            return
        with suppress(TimeoutError):
            self._connection.drain_events(timeout=READ_SECONDS)
        self._connection.heartbeat_tick()

    def _publish(self, rows: Sequence[OutboxMessage]) -> Mapping[int, str]:
        try:
            return self._open().publish([_outgoing(row) for row in rows])
        except amqp.exceptions.ChannelError as error:
            self._publisher = None
            if len(rows) == 1:
                return {rows[0].pk: str(error)}
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

    def _settle(self, rows: Sequence[OutboxMessage], refused: Mapping[int, str]) -> None:
        sent = [row.pk for row in rows if row.pk not in refused]
        OutboxMessage.objects.filter(pk__in=sent).delete()
        failed = [row for row in rows if row.pk in refused]
        for row in failed:
            row.attempts += 1
            row.last_error = refused[row.pk]
            row.not_before = timezone.now() + _back_off(row.attempts)
            log.warning(
                "outbox_refused", task=row.task, attempts=row.attempts, error_message=row.last_error
            )
        OutboxMessage.objects.bulk_update(failed, ["attempts", "last_error", "not_before"])


def _outgoing(row: OutboxMessage) -> Outgoing:
    message = celery_message(
        task=row.task, message_id=str(row.message_id), kwargs=row.kwargs, headers=row.headers
    )
    return Outgoing(row.pk, row.exchange, row.routing_key, message)


def _back_off(attempts: int) -> timedelta:
    seconds = min(2.0**attempts, MAX_BACK_OFF_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1, 1.25))  # noqa: S311  jitter, no secret
