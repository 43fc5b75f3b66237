"""What the current request or message belongs to: carried through HTTP, messages and logs."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Context:
    """`correlation_id` is born at the first entry into TTS and never changes on the way."""

    correlation_id: str
    message_id: str | None = None
    source: str | None = None
    headers: Mapping[str, Any] = field(default_factory=dict)


_current: ContextVar[Context | None] = ContextVar("tts_context", default=None)


def current() -> Context:
    """The context of this request or message; outside of both, a new one is begun."""
    context = _current.get()
    if context is None:
        context = Context(correlation_id=str(uuid.uuid4()))
        _current.set(context)
    return context


def current_correlation_id() -> str:
    return current().correlation_id


def current_message_id() -> str | None:
    return current().message_id


def valid_correlation_id(text: object) -> str:
    """`text` when it is a UUID, else a new one."""
    try:
        return str(uuid.UUID(str(text)))
    except ValueError:
        return str(uuid.uuid4())


@contextmanager
def bound(context: Context) -> Iterator[Context]:
    """Run a block inside `context`."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


@contextmanager
def bind_correlation(correlation_id: object = None) -> Iterator[Context]:
    """Run a block under the given correlation id (a new one when it is missing or no UUID)."""
    with bound(Context(correlation_id=valid_correlation_id(correlation_id))) as context:
        yield context
