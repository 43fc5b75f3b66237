"""The way into a service: check, then once, then the effect; every failure is classified here.

1. The message came through its own queue and fits its JSON Schema, else it is dead-lettered.
2. One transaction: the inbox row (or stop: a redelivery), the handler, its outbox rows.
3. Refusals of the domain are permanent. Anything else is tried again as often as the queue allows.
"""

import dataclasses
import time
import uuid
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

import requests
import structlog
from celery.exceptions import Reject
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from jsonschema import Draft202012Validator, FormatChecker

from shared import context
from shared.broker.topology import QueueSpec, queue_named
from shared.contracts.base import Message
from shared.contracts.fields import MAX_MESSAGE_DEPTH, json_fault
from shared.errors import DomainError, FieldError, Unavailable
from shared.inbox import replays
from shared.inbox.delivery import Delivery, natural_message_id
from shared.inbox.failures import Reason, dead_letter, retry_later
from shared.inbox.metrics import MESSAGES

M = TypeVar("M", bound=Message)
TRANSIENT = (DatabaseError, InterfaceError, requests.RequestException, OSError, Unavailable)
DATABASE_WAIT_SECONDS = 120
# Claiming and counting in one statement: every message pays for it.
_CLAIM = """
    WITH claimed AS (
        INSERT INTO inbox_processedmessage (handler, message_id) VALUES (%s, %s)
        ON CONFLICT DO NOTHING RETURNING 1
    ), counted AS (
        INSERT INTO observability_increment (name, labels, times, amount)
        SELECT %s, CASE WHEN EXISTS (SELECT FROM claimed) THEN %s ELSE %s END, 1, 1
    )
    SELECT count(*) FROM claimed
"""
log = structlog.get_logger()


class BadMessage(Exception):
    """The message itself is at fault: never tried again."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Consumer(Generic[M]):
    """Runs one handler at most once per message."""

    def __init__(
        self,
        message_class: type[M],
        handle: Callable[[M], object],
        natural_key: Callable[[M], str | None] | None,
        before: Callable[[M], None] | None = None,
    ) -> None:
        self.queue: QueueSpec = queue_named(message_class.QUEUE)
        self._message_class = message_class
        self._handle = handle
        self._natural_key = natural_key
        self._before = before
        self._name = f"{handle.__module__}.{handle.__name__}"

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(self._message_class.schema(), format_checker=FormatChecker())

    def consume(self, delivery: Delivery) -> None:
        """Process one delivery. Raises Reject only when the database cannot be reached."""
        with context.bound(delivery.context()):
            try:
                self._process(delivery)
            except (OperationalError, InterfaceError) as error:
                self._without_database(error)

    def _process(self, delivery: Delivery) -> None:
        try:
            message = self._read(delivery)
            if self._before:
                self._before(message)
            started = time.perf_counter()
            fresh = self._once(delivery, message)
            self._tell(fresh, time.perf_counter() - started)
        except BadMessage as error:
            self._give_up(delivery, error.reason)
        except TRANSIENT as error:
            self._try_again(delivery, error)
        except DomainError as error:
            self._give_up(delivery, Reason(error.code, error.message, error.details))
        except Exception as error:
            # Process boundary: a fault of ours loses nothing.
            log.exception("handler_failed", operation=self._name)
            self._try_again(delivery, error)

    def _read(self, delivery: Delivery) -> M:
        self._check_way(delivery)
        kwargs = dict(delivery.kwargs)
        if fault := json_fault(kwargs, limit=MAX_MESSAGE_DEPTH):
            raise BadMessage(Reason("SCHEMA_VIOLATION", f"the message {fault}"))
        problems = [
            FieldError(".".join(map(str, error.absolute_path)) or "message", error.message[:300])
            for error in self._validator.iter_errors(kwargs)
        ]
        if problems:
            text = "; ".join(f"{p.field}: {p.message}" for p in problems)
            raise BadMessage(Reason("SCHEMA_VIOLATION", text, tuple(problems)))
        return self._message_class.read(kwargs)

    def _check_way(self, delivery: Delivery) -> None:
        """A sender who may write to one queue must not run the tasks of another."""
        way = delivery.exchange or delivery.routing_key
        if way not in self.queue.names:
            text = f"{delivery.task} is not accepted from {way}"
            raise BadMessage(Reason("WRONG_QUEUE", text))

    @transaction.atomic
    def _once(self, delivery: Delivery, message: M) -> bool:
        """Whether it had not been handled before."""
        fresh = self._claim(delivery, self._identity(delivery, message))
        if fresh:
            self._handle(message)
            if replays.HEADER in delivery.headers:
                replays.succeeded(delivery.message_id)
        return fresh

    def _tell(self, fresh: bool, seconds: float) -> None:
        event = "message_handled" if fresh else "message_repeated"
        log.info(event, operation=self._name, duration_ms=round(seconds * 1000, 1))

    def _identity(self, delivery: Delivery, message: M) -> uuid.UUID:
        foreign = "message_id" not in delivery.headers
        key = self._natural_key(message) if self._natural_key and foreign else None
        return natural_message_id(delivery.task, key) if key else delivery.message_id

    def _claim(self, delivery: Delivery, message_id: uuid.UUID) -> bool:
        handled = MESSAGES.one(task=delivery.task, outcome="handled")
        repeated = MESSAGES.one(task=delivery.task, outcome="repeated")
        labels = [handled.labels, repeated.labels]
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, [self._name, message_id, handled.name, *labels])
            inserted: int = cursor.fetchone()[0]
        return inserted == 1

    def _try_again(self, delivery: Delivery, error: Exception) -> None:
        if delivery.attempt >= self.queue.retries:
            text = f"{type(error).__name__}: {error}"
            self._give_up(delivery, Reason("RETRIES_EXHAUSTED", text))
            return
        log.warning("message_retried", attempt=delivery.attempt + 1, error_message=str(error))
        retry_later(delivery, self.queue, error)

    def _give_up(self, delivery: Delivery, reason: Reason) -> None:
        log.error("message_dead", error_code=reason.code, error_message=reason.text)
        dead_letter(delivery, self.queue, reason)

    def _without_database(self, error: Exception) -> None:
        """Nothing can be recorded, so hold the message until the database is back."""
        log.error("database_unreachable", error_message=str(error))
        wait_for_database(DATABASE_WAIT_SECONDS)
        raise Reject(str(error), requeue=True)


def wait_for_database(seconds: float) -> None:
    """Return as soon as the database answers, at the latest after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        connection.close()
        try:
            connection.ensure_connection()
        except (OperationalError, InterfaceError):
            time.sleep(1)
        else:
            return


def delivery_of(
    request: Any, message_class: type[Message], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Delivery:
    """The delivery behind a running Celery task; positional arguments go to the fields in order."""
    fields = [field.name for field in dataclasses.fields(message_class)]
    way = request.delivery_info or {}
    properties = request.properties or {}
    headers = properties.get("application_headers") or {}
    return Delivery(
        task=message_class.TASK,
        exchange=way.get("exchange") or "",
        routing_key=way.get("routing_key") or "",
        kwargs={**dict(zip(fields, args, strict=False)), **kwargs},
        headers=headers,
    )
