"""The way into a service: check, then once, then the effect; every failure is classified here.

1. The message came through its own queue and fits its JSON Schema, else it is dead-lettered.
2. One transaction: the inbox row (or stop: a redelivery), the handler, its outbox rows.
3. Refusals of the domain are permanent. Anything else is tried again as often as the queue allows.

What arrives together is handled in one transaction. When one of them is at fault, that transaction
is as if it had never been, and each is judged alone.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Generic, TypeVar

import requests
import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from jsonschema import Draft202012Validator, FormatChecker

from shared import context
from shared.broker.topology import QueueSpec, queue_named
from shared.contracts.base import Message
from shared.contracts.fields import MAX_MESSAGE_DEPTH, json_fault
from shared.errors import DomainError, FieldError, Unavailable
from shared.gathering import gathered
from shared.inbox import replays
from shared.inbox.arrival import Arrived
from shared.inbox.claiming import claim
from shared.inbox.delivery import Delivery, natural_message_id
from shared.inbox.failures import PutOff, Reason, dead_letter, put_off, retry_later
from shared.inbox.metrics import MESSAGES
from shared.observability import tracing
from shared.observability.stored import record

M = TypeVar("M", bound=Message)
TRANSIENT = (DatabaseError, InterfaceError, requests.RequestException, OSError, Unavailable)
log = structlog.get_logger()


class BadMessage(Exception):
    """The message itself is at fault: never tried again."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class DatabaseAway(Exception):
    """Nothing can be recorded: the messages are still to be handled, every one of them."""


class Consumer(Generic[M]):
    """Runs one handler at most once per message."""

    def __init__(
        self,
        message_class: type[M],
        handle: Callable[[Sequence[Arrived[M]]], object],
        *,
        name: str,
        natural_key: Callable[[M], str | None] | None = None,
        before: Callable[[M], None] | None = None,
        alone: bool = False,
    ) -> None:
        self.message_class = message_class
        self.queue: QueueSpec = queue_named(message_class.QUEUE)
        self._handle = handle
        self._name = name
        self._natural_key = natural_key
        self._before = before
        self._alone = alone

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(self.message_class.schema(), format_checker=FormatChecker())

    def consume_all(self, deliveries: Sequence[Delivery]) -> None:
        """Process what arrived together. Raises DatabaseAway, after which all may come again."""
        # A span, too, belongs to one message.
        alone = self._alone or len(deliveries) == 1 or tracing.recording()
        if alone or not self._together(deliveries):
            for delivery in deliveries:
                self.consume(delivery)

    def consume(self, delivery: Delivery) -> None:
        """Process one delivery. Raises DatabaseAway."""
        with context.bound(delivery.context()), self._traced(delivery):
            try:
                self._judge(delivery)
            except (OperationalError, InterfaceError) as error:
                raise DatabaseAway(str(error)) from error

    def _traced(self, delivery: Delivery) -> AbstractContextManager[None]:
        return tracing.handling(delivery.task, self.queue.name, delivery.headers)

    def _together(self, deliveries: Sequence[Delivery]) -> bool:
        try:
            self._process(deliveries)
        except Exception as error:  # noqa: BLE001
            # Process boundary: each is judged alone next, and that is where a fault is told.
            log.info("batch_divided", operation=self._name, error_message=str(error)[:300])
            return False
        return True

    def _judge(self, delivery: Delivery) -> None:
        try:
            self._process([delivery])
        except BadMessage as error:
            self._give_up(delivery, error.reason)
        except PutOff as error:
            put_off(delivery, self.queue, error.seconds)
        except TRANSIENT as error:
            self._try_again(delivery, error)
        except DomainError as error:
            self._give_up(delivery, Reason(error.code, error.message, error.details))
        except Exception as error:
            # Process boundary: a fault of ours loses nothing.
            log.exception("handler_failed", operation=self._name)
            self._try_again(delivery, error)

    def _process(self, deliveries: Sequence[Delivery]) -> None:
        arrived = [self._read(delivery) for delivery in deliveries]
        started = time.perf_counter()
        fresh = self._once(deliveries, arrived)
        self._tell(arrived, fresh, (time.perf_counter() - started) / len(arrived))

    def _read(self, delivery: Delivery) -> Arrived[M]:
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
        message = self.message_class.read(kwargs)
        if self._before:
            self._before(message)
        return Arrived(message, delivery.context())

    def _check_way(self, delivery: Delivery) -> None:
        """A sender who may write to one queue must not run the tasks of another."""
        way = delivery.exchange or delivery.routing_key
        if way not in self.queue.names:
            text = f"{delivery.task} is not accepted from {way}"
            raise BadMessage(Reason("WRONG_QUEUE", text))

    @transaction.atomic
    def _once(self, deliveries: Sequence[Delivery], arrived: Sequence[Arrived[M]]) -> set[int]:
        """Handle those not handled before; returns their positions."""
        with gathered():
            pairs = zip(deliveries, arrived, strict=True)
            fresh = claim(self._name, [self._identity(d, a.message) for d, a in pairs])
            if fresh:
                self._handle([arrived[n] for n in fresh])
            for n in fresh:
                if replays.HEADER in deliveries[n].headers:
                    replays.succeeded(deliveries[n].message_id)
            self._count("handled", len(fresh))
            self._count("repeated", len(arrived) - len(fresh))
        return set(fresh)

    def _count(self, outcome: str, times: int) -> None:
        if times:
            record(MESSAGES.one(task=self.message_class.TASK, outcome=outcome).repeated(times))

    def _tell(self, arrived: Sequence[Arrived[M]], fresh: set[int], seconds: float) -> None:
        for n, one in enumerate(arrived):
            with context.bound(one.context):
                event = "message_handled" if n in fresh else "message_repeated"
                log.info(event, operation=self._name, duration_ms=round(seconds * 1000, 1))

    def _identity(self, delivery: Delivery, message: M) -> uuid.UUID:
        foreign = "message_id" not in delivery.headers
        key = self._natural_key(message) if self._natural_key and foreign else None
        return natural_message_id(delivery.task, key) if key else delivery.message_id

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
