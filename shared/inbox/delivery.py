"""One arrival of a message, freed from Celery's request object."""

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared import context
from shared.contracts.base import Message

# Routing key that the shovels give to messages from a partner's virtual host.
FROM_PARTNER = "tickets.tasks.from_partner"
_OF_TTS: uuid.UUID = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tts:message")


@dataclass(frozen=True, slots=True)
class Delivery:
    """`attempt` counts from 0; `headers` are as received."""

    task: str
    exchange: str
    routing_key: str
    kwargs: Mapping[str, Any]
    headers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message_id(self) -> uuid.UUID:
        """The header's, else Celery's task id (made a UUID when it is none)."""
        given = str(self.headers.get("message_id") or self.headers.get("id") or uuid.uuid4())
        try:
            return uuid.UUID(given)
        except ValueError:
            return uuid.uuid5(_OF_TTS, given)

    @property
    def attempt(self) -> int:
        attempt = self.headers.get("x-tts-attempt", 0)
        return attempt if isinstance(attempt, int) else 0

    @property
    def from_partner(self) -> bool:
        """Whether it crossed from a partner's virtual host, so that nobody vouches for it."""
        return self.routing_key == FROM_PARTNER

    def context(self) -> context.Context:
        return context.Context(
            correlation_id=context.valid_correlation_id(self.headers.get("correlation_id")),
            message_id=str(self.message_id),
            source=None if self.from_partner else str(self.headers.get("source") or "") or None,
            headers={**self.headers, "x-tts-from-partner": self.from_partner},
        )


def natural_message_id(task: str, key: str) -> uuid.UUID:
    """A stable id for messages from outside that carry none."""
    return uuid.uuid5(_OF_TTS, f"{task}:{key}")


def delivery_of(
    message_class: type[Message],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    *,
    exchange: str,
    routing_key: str,
    headers: Mapping[str, Any],
) -> Delivery:
    """The delivery of a Celery message; positional arguments go to the fields in order."""
    fields = [each.name for each in dataclasses.fields(message_class)]
    return Delivery(
        task=message_class.TASK,
        exchange=exchange,
        routing_key=routing_key,
        kwargs={**dict(zip(fields, args, strict=False)), **kwargs},
        headers=headers,
    )
