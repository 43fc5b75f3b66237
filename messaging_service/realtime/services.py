"""What changes streams. Callers own the transaction: an event is part of what it announces."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from messaging_service.realtime.hints import hint_all
from messaging_service.realtime.models import StreamEvent, StreamHead
from shared.updating import update_all

TRIM_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something to add to a stream; one with an `event_id` that it has already changes nothing."""

    stream: str
    type: str
    payload: dict[str, Any]
    event_id: str | None = None


def lock_stream(key: str) -> StreamHead:
    """The stream's head, locked until the caller's transaction ends."""
    return lock_streams([key])[key]


def lock_streams(keys: Iterable[str]) -> dict[str, StreamHead]:
    """The heads of streams, locked in one order everywhere: no two writers wait for each other."""
    wanted = sorted(set(keys))
    heads = StreamHead.objects.filter(key__in=wanted).order_by("key")
    found = {head.key: head for head in heads.select_for_update()}
    missing = [StreamHead(key=key) for key in wanted if key not in found]
    if not missing:
        return found
    StreamHead.objects.bulk_create(missing, ignore_conflicts=True)
    return {head.key: head for head in heads.select_for_update()}


def append(*, stream: str, event_type: str, payload: dict[str, Any]) -> None:
    """Add the next event to one stream."""
    append_all([News(stream=stream, type=event_type, payload=payload)])


def append_all(news: Sequence[News]) -> None:
    """Add events to their streams in order; open sockets hear of them after commit.

    Whoever appends to the same stream meanwhile waits for this transaction, hence no gaps and
    no event becoming visible after a later one.
    """
    heads = lock_streams(one.stream for one in news)
    events = [_numbered(heads[one.stream], one) for one in _unknown(news)]
    if not events:
        return
    StreamEvent.objects.bulk_create(events)
    grown = {event.stream: event.seq for event in events}
    update_all([heads[stream] for stream in grown], ["last_seq"])
    for event in events:
        if event.seq % TRIM_EVERY == 0:
            trim(heads[event.stream])
    transaction.on_commit(functools.partial(hint_all, grown), robust=True)


def _unknown(news: Sequence[News]) -> list[News]:
    """Those whose event ids their streams have not seen, each id once."""
    named = [one for one in news if one.event_id]
    stored = StreamEvent.objects.filter(
        stream__in={one.stream for one in named}, event_id__in={one.event_id for one in named}
    )
    seen = set(stored.values_list("stream", "event_id")) if named else set()
    new = []
    for one in news:
        if (one.stream, one.event_id) not in seen:
            new.append(one)
        if one.event_id:
            seen.add((one.stream, one.event_id))
    return new


def _numbered(head: StreamHead, news: News) -> StreamEvent:
    head.last_seq += 1
    return StreamEvent(
        stream=head.key,
        seq=head.last_seq,
        type=news.type,
        payload=news.payload,
        event_id=news.event_id,
    )


def trim(head: StreamHead) -> None:
    """Forget the events that nobody can resume from any more."""
    oldest = head.last_seq - settings.EVENTS_RETAINED
    StreamEvent.objects.filter(stream=head.key, seq__lte=oldest).delete()
