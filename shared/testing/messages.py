"""Messages in and out, without a broker: the same consumer code that a worker runs."""

import uuid
from typing import Any, TypeVar

from shared.contracts.base import Message
from shared.inbox.delivery import Delivery
from shared.inbox.loading import load_handlers
from shared.inbox.registry import CONSUMERS
from shared.outbox.models import OutboxMessage

M = TypeVar("M", bound=Message)


def deliver(
    message: Message,
    *,
    message_id: uuid.UUID | str | None = None,
    headers: dict[str, Any] | None = None,
    exchange: str | None = None,
    routing_key: str | None = None,
    kwargs: dict[str, Any] | None = None,
) -> None:
    """Let this service consume `message` as if it had just arrived.

    `kwargs` replaces the message's own arguments, to send what no dataclass would.
    """
    load_handlers()
    identity = {"message_id": str(message_id or uuid.uuid4()), "source": "test"}
    CONSUMERS[message.TASK].consume(
        Delivery(
            task=message.TASK,
            exchange=message.QUEUE if exchange is None else exchange,
            routing_key=routing_key or message.TASK,
            kwargs=message.kwargs() if kwargs is None else kwargs,
            headers=identity if headers is None else headers,
        )
    )


def outbox_messages(message_class: type[M]) -> list[M]:
    """What stands in the outbox for `message_class`, oldest first; dead letters excluded."""
    rows = OutboxMessage.objects.filter(
        task=message_class.TASK, exchange=message_class.QUEUE
    ).order_by("id")
    return [message_class.read(row.kwargs) for row in rows]


def dead_letters(task: str | None = None) -> list[OutboxMessage]:
    """Outbox rows on their way to a dead letter queue."""
    rows = OutboxMessage.objects.filter(exchange__endswith="_DLQ").order_by("id")
    return list(rows.filter(task=task) if task else rows)
