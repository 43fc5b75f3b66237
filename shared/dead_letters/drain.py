"""From the dead letter queues into the database, a bounded number at a time.

Runs inside the service's scheduler: dead letters are rare, so a process of their own would be
memory for nothing (docs/decisions/0010). A message is acknowledged only once it is stored.
"""

import time
from collections.abc import Iterator
from typing import Any

import amqp
import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db import connection as database

from shared.broker.publisher import UNREACHABLE, connect
from shared.broker.topology import QueueSpec, consumed_by
from shared.dead_letters.arrivals import letter_from
from shared.dead_letters.services.storing import store_letters

BATCH = 100
BATCH_BYTES = 16 * 1024 * 1024
BATCHES_PER_RUN = 5
# A broker that hangs costs seconds per attempt, which the schedule's other work has to wait for.
DOWN_SECONDS = 30
log = structlog.get_logger()


class Drain:
    """Keeps its connection from run to run. Not thread-safe."""

    def __init__(self) -> None:
        self._connection: amqp.Connection | None = None
        self._channel: Any = None
        self._rest_until = 0.0

    @property
    def rests(self) -> bool:
        """Whether the last run failed a short while ago."""
        return time.monotonic() < self._rest_until

    def run_once(self) -> int:
        """Store what waits in the service's own dead letter queues; returns how many messages.

        Raises what the broker or database raises when unreachable; the messages stay in the queue.
        """
        try:
            # Messages are not taken out only to be put back.
            database.ensure_connection()
            self._open()
            return sum(self._empty(queue) for queue in consumed_by(settings.SERVICE))
        except BaseException:
            self._rest_until = time.monotonic() + DOWN_SECONDS
            self.close()
            raise

    def close(self) -> None:
        """Forget the connection: the broker puts back what was not acknowledged."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect()

    def _open(self) -> None:
        if self._connection is not None:
            self._connection.heartbeat_tick()
            return
        self._connection = connect(settings.BROKER_URL, f"{settings.SERVICE} drain")
        self._channel = self._connection.channel()
        # Bodies are kept as the bytes they are.
        self._channel.auto_decode = False

    def _empty(self, queue: QueueSpec) -> int:
        stored = 0
        for _ in range(BATCHES_PER_RUN):
            batch = list(self._fetch(queue))
            if not batch:
                break
            store_letters(queue=queue, letters=[letter_from(each, queue) for each in batch])
            self._channel.basic_ack(batch[-1].delivery_info["delivery_tag"], multiple=True)
            stored += len(batch)
        return stored

    def _fetch(self, queue: QueueSpec) -> Iterator[Any]:
        size = 0
        for _ in range(BATCH):
            message = self._channel.basic_get(queue.dead_letters)
            if message is None:
                return
            yield message
            size += len(message.body)
            if size > BATCH_BYTES:
                return


_drain = Drain()


def run() -> None:
    """One run of the schedule; without a broker or database it rests for a while."""
    if _drain.rests:
        return
    try:
        if stored := _drain.run_once():
            log.info("dead_letters_stored", count=stored)
    except (DatabaseError, InterfaceError, amqp.AMQPError, *UNREACHABLE) as error:
        log.warning("drain_waits", error_message=str(error), error_code=type(error).__name__)
