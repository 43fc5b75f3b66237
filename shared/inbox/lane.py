"""A lane: one thread with a connection of its own to the broker and to the database."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from kombu import Connection

from shared.broker.envelope import envelope_fault
from shared.inbox.consumer import Consumer, DatabaseAway
from shared.inbox.delivery import Delivery, delivery_of
from shared.inbox.intake import Intake
from shared.inbox.registry import CONSUMERS

PAUSE_SECONDS = 1.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LanePlan:
    """Which queues a lane takes from, and how many messages at once."""

    name: str
    queues: tuple[str, ...]
    batch: int


class Lane:
    """Takes whatever waits, handles it, acknowledges it; reconnects until `stop` is set."""

    def __init__(self, plan: LanePlan, stop: threading.Event) -> None:
        self.name = plan.name
        self._plan = plan
        # Held, not inherited: a Thread's own private names differ from one Python to the next.
        self._thread = threading.Thread(target=self._run, name=plan.name, daemon=True)
        self._end = stop
        self._broker: Connection | None = None
        # Held while the connection is used, so that somebody else can answer for a busy lane.
        self._using = threading.Lock()
        self._busy_since: float | None = None

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def connected(self) -> bool:
        return self._broker is not None

    @property
    def busy_seconds(self) -> float:
        """How long the present messages have been worked on."""
        since = self._busy_since
        return 0.0 if since is None else time.monotonic() - since

    def keep_alive(self) -> None:
        """Answer the broker's heartbeats for a lane that is busy. For another thread."""
        broker = self._broker
        if broker is None or not self._using.acquire(blocking=False):
            return
        try:
            broker.connection.send_heartbeat()
        except OSError:
            log.info("heartbeat_failed", lane=self.name)
        finally:
            self._using.release()

    def _run(self) -> None:
        while not self._end.is_set():
            broker = _connection(self.name)
            try:
                self._serve(broker)
            except broker.connection_errors + broker.channel_errors as error:
                log.warning("broker_unreachable", lane=self.name, error_message=str(error))
                self._end.wait(PAUSE_SECONDS)
            finally:
                self._broker = None
                broker.release()
        connection.close()

    def _serve(self, broker: Connection) -> None:
        broker.connect()
        intake = Intake(broker, self._plan.queues, self._plan.batch)
        self._broker = broker
        while not self._end.is_set():
            with self._using:
                messages = intake.take()
                broker.heartbeat_check()
            if messages:
                with self._busy():
                    self._handle(messages)
                with self._using:
                    intake.settle(messages)

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self._busy_since = time.monotonic()
        try:
            yield
        finally:
            self._busy_since = None

    def _handle(self, messages: Sequence[Any]) -> None:
        good = [message for message in messages if _is_ours(message)]
        for task, same in groupby(good, key=lambda message: message.headers["task"]):
            self._consume(CONSUMERS[task], list(same))

    def _consume(self, consumer: Consumer[Any], messages: Sequence[Any]) -> None:
        deliveries = [_delivery(consumer, message) for message in messages]
        while not self._end.is_set():
            try:
                consumer.consume_all(deliveries)
            except DatabaseAway as error:
                log.error("database_unreachable", lane=self.name, error_message=str(error))
                self._wait_for_database()
            else:
                return
        # Not acknowledged: the broker gives them to the next worker.
        raise ConnectionResetError("stopped before the messages were handled")

    def _wait_for_database(self) -> None:
        while not self._end.wait(PAUSE_SECONDS):
            self._busy_since = time.monotonic()
            connection.close()
            try:
                connection.ensure_connection()
            except (OperationalError, InterfaceError):
                continue
            return


def _connection(name: str) -> Connection:
    return Connection(
        settings.BROKER_URL,
        heartbeat=10,
        connect_timeout=4,
        transport_options={
            "read_timeout": 30,
            "write_timeout": 10,
            "client_properties": {"connection_name": f"{settings.SERVICE} {name}"},
        },
    )


def _is_ours(message: Any) -> bool:
    """Whether some consumer can judge it; what none can is rejected into the dead letter queue."""
    fault = envelope_fault(message)
    if not fault and message.headers["task"] not in CONSUMERS:
        fault = f"the task {message.headers['task']} is unknown"
    if fault:
        log.error("message_refused", error_message=fault[:300])
        message.reject()
    return not fault


def _delivery(consumer: Consumer[Any], message: Any) -> Delivery:
    args, kwargs, _ = message.payload
    way = message.delivery_info
    return delivery_of(
        consumer.message_class,
        args,
        kwargs,
        exchange=way.get("exchange") or "",
        routing_key=way.get("routing_key") or "",
        headers=message.headers,
    )
