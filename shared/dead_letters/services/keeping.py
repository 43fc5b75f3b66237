"""Letters that a handler writes itself, in the transaction of its effect.

For what is processed and failed at once: the effect is kept, and a person has to do something. Such
a letter has no way over the broker, so whatever removes its cause finds it.
"""

import hashlib
import json
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shared import context
from shared.broker.topology import queue_named
from shared.contracts.base import Message
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.history import Actor, resolved
from shared.inbox import replays
from shared.inbox.delivery import Delivery
from shared.inbox.failures import Reason, cause_of, own_headers, printable
from shared.inbox.metrics import DEAD_LETTERS
from shared.observability.stored import record

State = DeadLetter.State


@transaction.atomic
def keep(*, message: Message, reason: Reason, ticket_number: str, source: str) -> DeadLetter:
    """Keep `message`, which the current delivery brought, as an open letter.

    A retry sends it in the name of `source`, so it must have been found genuine. The letter of a
    replay names the one that it repeats.
    """
    now, received = timezone.now(), context.current()
    queue = queue_named(message.QUEUE)
    content = json.dumps(message.kwargs(), sort_keys=True).encode()
    letter = DeadLetter.objects.create(
        message_id=uuid.UUID(received.message_id) if received.message_id else uuid.uuid4(),
        digest=hashlib.sha256(content).hexdigest(),
        queue=queue.name,
        task=message.TASK,
        routing_key=message.TASK,
        kwargs=message.kwargs(),
        headers={**_headers(message), "source": source},
        code=reason.code,
        text=printable(reason.text),
        details=[{"field": each.field, "message": each.message} for each in reason.details],
        cause=cause_of(message.TASK, queue, reason),
        attempts=1,
        first_failed_at=now,
        last_failed_at=now,
        correlation_id=uuid.UUID(received.correlation_id),
        ticket_number=ticket_number,
        replay_of=_origin(),
    )
    record(DEAD_LETTERS.one(queue=queue.name, code=reason.code))
    return letter


@transaction.atomic
def settle(*, code: str, ticket_number: str, actor: Actor, reason: str) -> None:
    """What the ticket's letters with this code asked for has come about: resolve them.

    The one that the current message repeats is judged when that has been processed.
    """
    letters = DeadLetter.objects.filter(code=code, ticket_number=ticket_number)
    if now := context.current_message_id():
        letters = letters.exclude(retried_as=now)
    _resolve(letters, actor, reason)


@transaction.atomic
def settle_message(*, message_id: uuid.UUID, actor: Actor, reason: str) -> None:
    """Somebody decided what this message could not bring about: resolve what it left behind."""
    _resolve(DeadLetter.objects.filter(message_id=message_id), actor, reason)


def _resolve(letters: QuerySet[DeadLetter], actor: Actor, reason: str) -> None:
    unsettled = letters.exclude(state=State.RESOLVED).order_by("id")
    for letter in unsettled.select_for_update():
        resolved(letter, actor, reason)


def _headers(message: Message) -> dict[str, object]:
    received = context.current().headers
    return own_headers(Delivery(message.TASK, message.QUEUE, message.TASK, {}, received))


def _origin() -> DeadLetter | None:
    """The letter that the current message is the replay of."""
    now = context.current()
    if replays.HEADER not in now.headers:
        return None
    return DeadLetter.objects.filter(retried_as=now.message_id).first()
