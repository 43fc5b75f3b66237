"""Sending failed work again: a new message, linked to the original, which stays as it was."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from jsonschema import Draft202012Validator, FormatChecker

from shared.broker.topology import queue_named
from shared.contracts.fields import MAX_MESSAGE_DEPTH, json_fault
from shared.dead_letters.arrivals import message_class
from shared.dead_letters.masking import differences, unmasked
from shared.dead_letters.models import DeadLetter, DeadLetterEvent, RetryRun
from shared.dead_letters.services.history import Actor, event, locked, resolved
from shared.errors import Conflict, FieldError, Invalid, Unprocessable
from shared.inbox import replays
from shared.inbox.delivery import FROM_PARTNER
from shared.inbox.failures import ROUTING_KEY_HEADER
from shared.outbox.services import message_headers, store

State, Action = DeadLetter.State, DeadLetterEvent.Action
WORKER = Actor(None, "worker")
# Those that told of the failure; the replay starts with none.
OF_THE_FAILURE = frozenset(
    {
        "x-tts-reason",
        "x-tts-attempt",
        "x-tts-first-failed-at",
        "x-tts-last-failed-at",
        "x-tts-last-error",
        "x-tts-queue",
        ROUTING_KEY_HEADER,
    }
)


@transaction.atomic
def retry(*, letter_id: int, actor: Actor, reason: str) -> None:
    """Send the message again unchanged. Conflict when it is on its way or was dealt with."""
    letter = locked(letter_id)
    _require_replayable(letter)
    if letter.kwargs is None:
        raise Unprocessable("The message cannot be read; edit it and retry")
    send(letter, letter.kwargs, source={}, way=letter.routing_key)
    event(letter, actor, Action.RETRIED, reason).save()


@transaction.atomic
def edit_and_retry(*, letter_id: int, actor: Actor, kwargs: dict[str, Any], reason: str) -> None:
    """Send the message again with other arguments; the history keeps what was changed and why.

    Values still masked stay what they were. Invalid names every field that breaks the contract.
    """
    letter = locked(letter_id)
    _require_replayable(letter)
    arguments = unmasked(kwargs, letter.kwargs)
    _check(letter, arguments)
    # A person of ours has judged it: a partner's signature no longer fits, nor is it asked for.
    partners = letter.routing_key == FROM_PARTNER or not letter.headers.get("source")
    source = {"source": settings.SERVICE} if partners else {}
    send(letter, arguments, source=source, way=letter.task)
    diff = differences(letter.kwargs or {}, arguments)
    event(letter, actor, Action.EDITED, reason, diff).save()


@transaction.atomic
def resolve(message_id: uuid.UUID) -> None:
    """The replay `message_id` had its effect, in the transaction around this call."""
    letters = DeadLetter.objects.select_for_update()
    letter = letters.filter(retried_as=message_id, state=State.RETRIED).first()
    # Processed, but to no better end: what it became stands as a letter of its own.
    if letter and not letter.failed_replays.filter(message_id=message_id).exists():
        resolved(letter, WORKER)


def _require_replayable(letter: DeadLetter) -> None:
    if letter.state == State.RESOLVED:
        raise Conflict("This letter is resolved: its replay was processed")
    if letter.state == State.RETRIED:
        failed = letter.failed_replays.values_list("pk", flat=True).first()
        if failed:
            raise Conflict(f"Its replay failed as well: it is the dead letter {failed} now")
        raise Conflict("Its replay is on its way")
    if not letter.task:
        raise Unprocessable("The message names no task, so nobody could process it")


def _check(letter: DeadLetter, kwargs: Mapping[str, Any]) -> None:
    known = message_class(letter.task, queue_named(letter.queue))
    if known is None:
        raise Unprocessable(f"{letter.queue} has no task {letter.task}")
    if fault := json_fault(kwargs, limit=MAX_MESSAGE_DEPTH):
        raise Invalid("Validation failed", [FieldError("kwargs", fault)])
    validator = Draft202012Validator(known.schema(), format_checker=FormatChecker())
    problems = [
        FieldError(".".join(["kwargs", *map(str, error.absolute_path)]), error.message[:300])
        for error in validator.iter_errors(kwargs)
    ]
    if problems:
        raise Invalid("Validation failed", problems)


def send(
    letter: DeadLetter,
    kwargs: Mapping[str, Any],
    *,
    source: Mapping[str, str],
    way: str,
    not_before: datetime | None = None,
    run: RetryRun | None = None,
) -> None:
    """Put the replay into the outbox; the caller has locked the letter."""
    message_id = uuid.uuid4()
    store(
        task=letter.task,
        exchange=letter.queue,
        routing_key=way or letter.task,
        kwargs=kwargs,
        headers={**_headers(letter, message_id), **source},
        message_id=message_id,
        not_before=not_before,
    )
    letter.state, letter.ignore_until = State.RETRIED, None
    letter.retried_as, letter.run = message_id, run
    letter.save(update_fields=["state", "ignore_until", "retried_as", "run"])


def _headers(letter: DeadLetter, message_id: uuid.UUID) -> dict[str, Any]:
    """The original's own, under a new identity in the same journey."""
    fresh = message_headers(message_id)
    kept = {
        name: value
        for name, value in letter.headers.items()
        if name not in OF_THE_FAILURE
        and isinstance(value, str | int | float | bool)
        and json_fault(value) is None
    }
    return {
        **kept,
        "message_id": fresh["message_id"],
        "timestamp": fresh["timestamp"],
        "correlation_id": str(letter.correlation_id or fresh["correlation_id"]),
        "causation_id": str(letter.message_id),
        replays.HEADER: str(letter.message_id),
    }
