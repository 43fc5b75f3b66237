"""`@handles`: binds a function to a message of shared.contracts."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from shared import context
from shared.contracts.base import Message
from shared.inbox.arrival import Arrived
from shared.inbox.consumer import Consumer

M = TypeVar("M", bound=Message)
CONSUMERS: dict[str, Consumer[Any]] = {}


def handles(
    message_class: type[M],
    *,
    natural_key: Callable[[M], str | None] | None = None,
    before: Callable[[M], None] | None = None,
    alone: bool = False,
) -> Callable[[Callable[[M], object]], Callable[[M], object]]:
    """Make a function the consumer of `message_class`, run once per message in a transaction.

    `natural_key` names the content of messages from outside that carry no message_id, so that a
    sender's own repetition is recognised too. `before` runs outside the transaction, at every
    delivery: the place to ask another service for what the handler is going to need.
    """

    def register(handle: Callable[[M], object]) -> Callable[[M], object]:
        CONSUMERS[message_class.TASK] = one_by_one(
            message_class, handle, natural_key=natural_key, before=before, alone=alone
        )
        return handle

    return register


def one_by_one(
    message_class: type[M],
    handle: Callable[[M], object],
    *,
    natural_key: Callable[[M], str | None] | None = None,
    before: Callable[[M], None] | None = None,
    alone: bool = False,
) -> Consumer[M]:
    """A consumer whose handler takes each message by itself, within that message's context."""

    def handle_each(arrived: Sequence[Arrived[M]]) -> None:
        for one in arrived:
            with context.bound(one.context):
                handle(one.message)

    return Consumer(
        message_class,
        handle_each,
        name=_name(handle),
        natural_key=natural_key,
        before=before,
        alone=alone,
    )


def handles_together(
    message_class: type[M], *, natural_key: Callable[[M], str | None] | None = None
) -> Callable[[Callable[[Sequence[Arrived[M]]], None]], Callable[[Sequence[Arrived[M]]], None]]:
    """As `handles`, for a function that takes at once all the messages that arrived together.

    It sees the new ones alone, in their order. When it raises, nothing has happened, and it is
    called again with each message by itself.
    """

    def register(
        handle: Callable[[Sequence[Arrived[M]]], None],
    ) -> Callable[[Sequence[Arrived[M]]], None]:
        CONSUMERS[message_class.TASK] = Consumer(
            message_class, handle, name=_name(handle), natural_key=natural_key
        )
        return handle

    return register


def _name(handle: Callable[..., object]) -> str:
    return f"{handle.__module__}.{handle.__name__}"
