"""Celery's envelope around our messages, as anybody who may write to a queue could have sent it."""

from typing import Any

from kombu.exceptions import ContentDisallowed, KombuError


def envelope_fault(message: Any) -> str | None:
    """Why this kombu message is none of Celery's protocol 2, or None.

    Follow-up tasks that a sender attached would run under our rights, so they are refused.
    """
    headers = message.headers or {}
    if not all(isinstance(headers.get(name), str) for name in ("task", "id")):
        return "the headers task and id are missing"
    try:
        body = message.payload
    except (KombuError, ContentDisallowed, ValueError, LookupError) as error:
        return f"the body cannot be read: {error}"
    match body:
        case [list(), dict(), dict() as embed] if not any(embed.values()):
            return None
        case [list(), dict(), None]:
            return None
    return "the body must be [args, kwargs, {}] without follow-up tasks"
