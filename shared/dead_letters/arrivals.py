"""Reading what stands in a dead letter queue, whoever put it there and whatever it contains.

The inbox writes its reason into headers; the broker, giving up a message by itself, adds `x-death`
and nothing is known of the body. Nothing here may fail: a message that cannot be stored would block
its queue for ever.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Protocol

from django.utils import timezone
from rest_framework.exceptions import ParseError

from shared import context
from shared.broker.topology import DELIVERY_LIMIT, QueueSpec
from shared.contracts.base import Message
from shared.contracts.catalogue import MESSAGES
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.subjects import ticket_number_in
from shared.errors import FieldError
from shared.http.parsing import MAX_DEPTH, check_depth
from shared.inbox.delivery import Delivery, natural_message_id
from shared.inbox.failures import ROUTING_KEY_HEADER, Reason, cause_of, printable

MAX_ATTEMPTS = 1_000_000
YEARS = range(2000, 2101)


class Arrived(Protocol):
    """What py-amqp hands over; `body` is bytes when the channel does not decode."""

    body: bytes
    properties: Mapping[str, Any]
    delivery_info: Mapping[str, Any]


def letter_from(message: Arrived, queue: QueueSpec) -> DeadLetter:
    """The letter, not yet stored."""
    # py-amqp gives text for an empty body, whatever it was told.
    content = message.body or b""
    headers = _plain(message.properties.get("application_headers") or {})
    task = printable(str(headers.get("task") or ""))[:200]
    kwargs = _kwargs(content, message_class(task, queue))
    death = _death(headers)
    reason = _reason_of_broker(death, task, kwargs, queue) if death else _reason(headers)
    digest = hashlib.sha256(content).hexdigest()
    way = str(message.delivery_info.get("routing_key") or "")
    last = death.get("time") if death else headers.get("x-tts-last-failed-at")
    return DeadLetter(
        message_id=_message_id(message, headers, f"{queue.name}:{digest}:{last if death else ''}"),
        digest=digest,
        queue=queue.name,
        task=task,
        routing_key=printable(way if death else str(headers.get(ROUTING_KEY_HEADER) or way))[:255],
        kwargs=kwargs,
        headers=headers,
        body=base64.b64encode(content).decode() if death or kwargs is None else "",
        code=printable(reason.code)[:100],
        text=printable(reason.text),
        details=[{"field": each.field, "message": each.message} for each in reason.details],
        cause=cause_of(task, queue, reason),
        attempts=_attempts(headers, death),
        first_failed_at=_moment(headers.get("x-tts-first-failed-at") or last),
        last_failed_at=_moment(last),
        correlation_id=_correlation_id(headers),
        ticket_number=ticket_number_in(kwargs),
    )


def given_up_by_broker(letter: DeadLetter) -> bool:
    """Whether no code of ours has seen it fail, so that nobody has been told yet."""
    return _death(letter.headers) is not None


def reason_of(letter: DeadLetter) -> Reason:
    return Reason(letter.code, letter.text, tuple(FieldError(**each) for each in letter.details))


def message_class(task: str, queue: QueueSpec) -> type[Message] | None:
    """The contract behind `task`, if that is one of the queue's."""
    return next((m for m in MESSAGES if (task, queue.name) == (m.TASK, m.QUEUE)), None)


def _plain(value: Any, depth: int = 0) -> Any:
    """AMQP's values as JSON's; bytes and times become text, and there is an end to nesting."""
    if depth > MAX_DEPTH:
        return "…"
    match value:
        case Mapping():
            return {str(key): _plain(each, depth + 1) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each, depth + 1) for each in value]
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.replace(tzinfo=value.tzinfo or UTC).isoformat()
        case bytes() | bytearray():
            return bytes(value).decode(errors="backslashreplace")
    return str(value)


def _kwargs(body: bytes, known: type[Message] | None) -> dict[str, Any] | None:
    """The keyword arguments in a body of Celery's protocol 2, or None when it is none."""
    try:
        content = json.loads(body)
        check_depth(content)
    except (ValueError, RecursionError, ParseError):
        return None
    match content:
        case [list() as args, dict() as kwargs, *_]:
            names = [field.name for field in fields(known)] if known else []
            return {**dict(zip(names, args, strict=False)), **kwargs}
    return None


def _death(headers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The broker's own note; only the broker can write it, the inbox never carries it on."""
    match headers.get("x-death"):
        case [dict() as latest, *_]:
            return latest
    return None


def _reason(headers: Mapping[str, Any]) -> Reason:
    try:
        told = json.loads(headers["x-tts-reason"])
        details = tuple(FieldError(str(d["field"]), str(d["message"])) for d in told["details"])
        group = str(told.get("group", ""))
        return Reason(str(told["code"]), str(told["text"]), details, group)
    except (KeyError, TypeError, ValueError, RecursionError):
        return Reason("UNEXPLAINED", "The message says nothing about why it was given up")


def _reason_of_broker(
    death: Mapping[str, Any], task: str, kwargs: object, queue: QueueSpec
) -> Reason:
    match death.get("reason"):
        case "delivery_limit":
            return Reason("POISON", f"Its worker died on it {DELIVERY_LIMIT} times")
        case "expired":
            return Reason("EXPIRED", "Nobody took it before its time was over")
        case "maxlen":
            return Reason("QUEUE_FULL", f"{queue.name} was full")
    if kwargs is None or not task:
        return Reason("UNREADABLE", "This is no Celery message in JSON")
    if message_class(task, queue) is None:
        return Reason("UNKNOWN_TASK", f"{queue.name} has no task {task}")
    return Reason("REFUSED", "Headers or body are not those of a plain Celery task")


def _message_id(message: Arrived, headers: Mapping[str, Any], content: str) -> uuid.UUID:
    given = message.properties.get("message_id")
    given = headers.get("message_id") or headers.get("id") or given
    if not given:
        return natural_message_id("dead-letter", content)
    return Delivery("", "", "", {}, {"message_id": printable(str(given))}).message_id


def _attempts(headers: Mapping[str, Any], death: Mapping[str, Any] | None) -> int:
    if death and death.get("reason") == "delivery_limit":
        return DELIVERY_LIMIT
    told = headers.get("x-tts-attempt")
    told = told if isinstance(told, int) else 0
    return min(max(told + 1 if death else told, 1), MAX_ATTEMPTS)


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return timezone.now()
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment.year in YEARS else timezone.now()


def _correlation_id(headers: Mapping[str, Any]) -> uuid.UUID | None:
    given = headers.get("correlation_id")
    return uuid.UUID(given) if given and context.valid_correlation_id(given) == given else None
