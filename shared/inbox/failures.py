"""What becomes of a message that could not be processed: later again, or a dead letter."""

import hashlib
import json
import random
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shared import context
from shared.broker.topology import QueueSpec
from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.errors import FieldError
from shared.inbox.delivery import Delivery, natural_message_id
from shared.inbox.metrics import DEAD_LETTERS, MESSAGES
from shared.observability.stored import record
from shared.outbox.services import message_headers, publish, store

NOTICE_SECONDS = 15 * 60
TEXT_LIMIT = 2000
# AMQP has all headers of a message in one frame of 128 KiB; these leave room for what is added.
MAX_DETAILS = 20
MAX_FIELD = 100
MAX_DETAIL = 300
MAX_HEADER_BYTES = 4 * 1024
MAX_HEADERS_BYTES = 32 * 1024
_CELERYS = {"lang", "task", "id", "root_id", "parent_id", "group", "retries", "eta", "expires"}
ROUTING_KEY_HEADER = "x-tts-routing-key"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message was given up; `details` name the fields at fault.

    `group` separates what shares code and fields but has to be mended in different places.
    """

    code: str
    text: str
    details: tuple[FieldError, ...] = ()
    group: str = ""

    def brief(self) -> "Reason":
        """What of it fits into a header, however much is wrong with the message."""
        details = [
            FieldError(printable(each.field)[:MAX_FIELD], printable(each.message)[:MAX_DETAIL])
            for each in self.details[:MAX_DETAILS]
        ]
        return replace(self, text=printable(self.text), details=tuple(details))


class PutOff(Exception):
    """Raised before a handler: the same message shall come again in `seconds`, as if new.

    No failure: it uses up none of the queue's retries.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.1f} s")
        self.seconds = seconds


@transaction.atomic
def put_off(delivery: Delivery, queue: QueueSpec, seconds: float) -> None:
    """Put the message back through the outbox under its own identity."""
    record(MESSAGES.one(task=delivery.task, outcome="put_off"))
    headers = {**own_headers(delivery), "correlation_id": _journey(delivery)}
    _again(delivery, queue, headers, seconds)


@transaction.atomic
def retry_later(delivery: Delivery, queue: QueueSpec, error: Exception) -> None:
    """Put the message back through the outbox: 2, 4, 8 … seconds with jitter."""
    record(MESSAGES.one(task=delivery.task, outcome="retried"))
    attempt = delivery.attempt + 1
    seconds = 2.0**attempt * random.uniform(1, 1.25)  # noqa: S311  jitter, no secret
    headers = {
        **own_headers(delivery),
        "correlation_id": _journey(delivery),
        "x-tts-attempt": attempt,
        "x-tts-first-failed-at": _first_failed_at(delivery),
        "x-tts-last-error": printable(f"{type(error).__name__}: {error}"),
    }
    _again(delivery, queue, headers, seconds)


def _again(delivery: Delivery, queue: QueueSpec, headers: dict[str, Any], seconds: float) -> None:
    store(
        task=delivery.task,
        exchange=queue.name,
        routing_key=delivery.routing_key or delivery.task,
        kwargs=delivery.kwargs,
        headers=headers,
        message_id=delivery.message_id,
        not_before=timezone.now() + timedelta(seconds=seconds),
    )


@transaction.atomic
def dead_letter(delivery: Delivery, queue: QueueSpec, reason: Reason) -> None:
    """Send the untouched message with its reason to the dead letter queue; tell the admins."""
    reason = reason.brief()
    record(
        MESSAGES.one(task=delivery.task, outcome="dead"),
        DEAD_LETTERS.one(queue=queue.name, code=reason.code),
    )
    headers = {
        **own_headers(delivery),
        "correlation_id": _journey(delivery),
        "x-tts-reason": json.dumps(asdict(reason), ensure_ascii=False),
        "x-tts-attempt": delivery.attempt + 1,
        "x-tts-first-failed-at": _first_failed_at(delivery),
        "x-tts-last-failed-at": timezone.now().isoformat(),
        "x-tts-queue": queue.name,
        # Its own way, so that a replay is judged as the original was.
        ROUTING_KEY_HEADER: delivery.routing_key,
    }
    store(
        task=delivery.task,
        exchange=queue.dead_letters,
        routing_key=delivery.task,
        kwargs=delivery.kwargs,
        headers=headers,
        message_id=delivery.message_id,
    )
    # The news that such news could not be delivered would go round in circles.
    if delivery.kwargs.get("notification_type") != "dead_letter":
        tell_admins(delivery.task, queue, reason)


def set_aside(message: Message, queue: QueueSpec, reason: Reason) -> None:
    """Dead-letter one part of a batch inside the transaction that handles the rest."""
    part_id = uuid.uuid4()
    delivery = Delivery(
        message.TASK, queue.name, message.TASK, message.kwargs(), message_headers(part_id)
    )
    dead_letter(delivery, queue, reason)


def own_headers(delivery: Delivery) -> dict[str, Any]:
    """The headers that are not Celery's own, which are written anew; huge ones are left out."""
    kept: dict[str, Any] = {}
    room = MAX_HEADERS_BYTES
    for name, value in delivery.headers.items():
        simple = isinstance(value, str | int | float | bool | type(None))
        size = len(f"{name}{value}".encode(errors="replace")) if simple else room + 1
        if name not in _CELERYS and size <= min(room, MAX_HEADER_BYTES):
            kept[name] = value
            room -= size
    return kept


def _journey(delivery: Delivery) -> str:
    """A message from outside comes without an id of its journey, which then begins here."""
    return str(delivery.headers.get("correlation_id") or context.current_correlation_id())


def _first_failed_at(delivery: Delivery) -> str:
    return str(delivery.headers.get("x-tts-first-failed-at") or timezone.now().isoformat())


def cause_of(task: str, queue: QueueSpec, reason: Reason) -> str:
    """The fingerprint that messages share which died of the same."""
    fields = ",".join(sorted(detail.field for detail in reason.details))
    text = "|".join([queue.name, task, reason.code, fields, *filter(None, [reason.group])])
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def tell_admins(task: str, queue: QueueSpec, reason: Reason) -> None:
    """One notice per cause and quarter of an hour, however many messages share the cause."""
    cause = cause_of(task, queue, reason)
    window = int(time.time() // NOTICE_SECONDS)
    key = f"dead-letter:{cause}:{window}"
    publish(
        CreateNotification(
            recipients={"roles": [{"system": "TTS", "role": "Admin"}]},
            subject=f"Message given up in {queue.name}",
            message=printable(f"{settings.SERVICE} could not process {task}: {reason.text}"),
            notification_type="dead_letter",
            deduplication_id=key,
            metadata={
                "service": service_name(),
                "queue": queue.name,
                "cause": cause,
                "code": reason.code,
                "fields": _fields(reason.details),
            },
        ),
        message_id=natural_message_id(CreateNotification.TASK, key),
    )


def service_name() -> str:
    """This service as paths and screens name it."""
    return settings.SERVICE.split("_")[0]


def _fields(details: Sequence[FieldError]) -> list[dict[str, Any]]:
    return [asdict(detail) for detail in details]


def printable(text: str) -> str:
    """Foreign text made safe for headers and columns."""
    return "".join(char if char.isprintable() else " " for char in text[:TEXT_LIMIT])
