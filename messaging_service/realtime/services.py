"""What changes streams. Callers own the transaction: an event is part of what it announces."""

import functools
from typing import Any

from django.conf import settings
from django.db import transaction

from messaging_service.realtime.hints import hint
from messaging_service.realtime.models import StreamEvent, StreamHead

TRIM_EVERY = 100


def lock_stream(key: str) -> StreamHead:
    """The stream's head, locked until the caller's transaction ends."""
    StreamHead.objects.get_or_create(key=key)
    return StreamHead.objects.select_for_update().get(key=key)


def append(
    *, stream: str, event_type: str, payload: dict[str, Any], event_id: str | None = None
) -> StreamEvent:
    """Add the next event; open sockets hear of it after commit.

    Whoever appends to the same stream meanwhile waits for this transaction, hence no gaps and
    no event becoming visible after a later one. An `event_id` already appended changes nothing.
    """
    head = lock_stream(stream)
    if event_id and (known := StreamEvent.objects.filter(stream=stream, event_id=event_id).first()):
        return known
    head.last_seq += 1
    head.save(update_fields=["last_seq"])
    event = StreamEvent.objects.create(
        stream=stream, seq=head.last_seq, type=event_type, payload=payload, event_id=event_id
    )
    if event.seq % TRIM_EVERY == 0:
        trim(head)
    transaction.on_commit(functools.partial(hint, stream, event.seq), robust=True)
    return event


def trim(head: StreamHead) -> None:
    """Forget the events that nobody can resume from any more."""
    oldest = head.last_seq - settings.EVENTS_RETAINED
    StreamEvent.objects.filter(stream=head.key, seq__lte=oldest).delete()
