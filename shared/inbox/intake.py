"""What waits in some queues, taken in batches."""

from collections.abc import Sequence
from typing import Any

from kombu import Connection, Consumer, Exchange, Queue

# Waiting for the first message ends often enough to answer the broker's heartbeats.
IDLE_SECONDS = 1.0
# What has arrived already is read without waiting.
NEXT_SECONDS = 0.001


class Intake:
    """One channel that consumes `queues`.

    It begins with one message at a time, until it meets one that nobody had before. Had the last
    worker died of a message, its neighbours would otherwise die with each further attempt, and
    end as dead letters themselves.
    """

    def __init__(self, connection: Connection, queues: Sequence[str], batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self._arrived: list[Any] = []
        self._careful = True
        self._channel = connection.channel()
        self._consumer = Consumer(
            self._channel,
            [_queue(name) for name in queues],
            on_message=self._arrived.append,
            auto_declare=False,
            accept=["json"],
        )
        self._begin(1)

    def take(self) -> list[Any]:
        """What has arrived, at most a batch; nothing when all was quiet for IDLE_SECONDS."""
        if not self._arrived:
            self._wait(IDLE_SECONDS)
        while 0 < len(self._arrived) < self._limit and self._wait(NEXT_SECONDS):
            pass
        taken = self._arrived[: self._limit]
        del self._arrived[: self._limit]
        return taken

    def settle(self, messages: Sequence[Any]) -> None:
        """Tell the broker that these, and all that were taken before them, are done with."""
        left = [message for message in messages if not message.acknowledged]
        if left:
            left[-1].ack(multiple=True)
        if self._careful and not any(m.delivery_info.get("redelivered") for m in messages):
            self._careful = False
            self._consumer.cancel()
            self._begin(2 * self._batch)

    @property
    def _limit(self) -> int:
        return 1 if self._careful else self._batch

    def _begin(self, prefetch: int) -> None:
        self._consumer.qos(prefetch_count=prefetch)
        self._consumer.consume()

    def _wait(self, seconds: float) -> bool:
        try:
            self._connection.drain_events(timeout=seconds)
        except TimeoutError:
            return False
        return True


def _queue(name: str) -> Queue:
    return Queue(name, Exchange(name, "topic", no_declare=True), no_declare=True)
