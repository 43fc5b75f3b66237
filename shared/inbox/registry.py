"""`@handles`: binds a function to a message of shared.contracts."""

from collections.abc import Callable
from typing import Any, TypeVar

from celery import shared_task

from shared.contracts.base import Message
from shared.inbox.consumer import Consumer, delivery_of

M = TypeVar("M", bound=Message)
CONSUMERS: dict[str, Consumer[Any]] = {}


def handles(
    message_class: type[M],
    *,
    natural_key: Callable[[M], str | None] | None = None,
    before: Callable[[M], None] | None = None,
) -> Callable[[Callable[[M], None]], Callable[[M], None]]:
    """Make a function the consumer of `message_class`, run once per message in one transaction.

    `natural_key` names the content of messages from outside that carry no message_id, so that a
    sender's own repetition is recognised too. `before` runs outside the transaction, at every
    delivery: the place to ask another service for what the handler is going to need.
    """

    def register(handle: Callable[[M], None]) -> Callable[[M], None]:
        consumer = Consumer(message_class, handle, natural_key, before)

        def run(self: Any, *args: Any, **kwargs: Any) -> None:
            consumer.consume(delivery_of(self.request, message_class, args, kwargs))

        CONSUMERS[message_class.TASK] = consumer
        shared_task(name=message_class.TASK, bind=True)(run)
        return handle

    return register
