"""Raw publishing: py-amqp, one channel, the confirms of a batch awaited together."""

import time
from collections.abc import Sequence

import amqp

CONFIRM_SECONDS = 30.0


class RawPublisher:
    """Publishes finished bodies; counts the broker's acknowledgements and nothing else."""

    def __init__(self, connection: amqp.Connection) -> None:
        self._connection = connection
        self._channel = connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._published = self._confirmed = 0

    def publish(self, batch: Sequence[amqp.Message], exchange: str, routing_key: str) -> None:
        """Returns when all are confirmed; TimeoutError when that takes too long."""
        for message in batch:
            self._channel.basic_publish(message, exchange=exchange, routing_key=routing_key)
        self._published += len(batch)
        deadline = time.monotonic() + CONFIRM_SECONDS
        while self._confirmed < self._published:
            self._connection.drain_events(timeout=max(0.0, deadline - time.monotonic()))

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._confirmed = tag if multiple else self._confirmed + 1
