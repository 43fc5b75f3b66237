"""What is asked of streams."""

from collections.abc import Iterable

from messaging_service.realtime.models import StreamEvent, StreamHead

BATCH = 200


class EventsGone(Exception):
    """Events after the asked position are no longer (or not yet) there: read everything anew."""


def last_seq(stream: str) -> int:
    return StreamHead.objects.filter(key=stream).values_list("last_seq", flat=True).first() or 0


def last_seqs(streams: Iterable[str]) -> dict[str, int]:
    heads = StreamHead.objects.filter(key__in=list(streams))
    return dict(heads.values_list("key", "last_seq"))


def events_after(stream: str, after: int) -> list[StreamEvent]:
    """The next events (at most BATCH), in order, none missing between them.

    Raises EventsGone when the first of them has been trimmed.
    """
    events = list(StreamEvent.objects.filter(stream=stream, seq__gt=after).order_by("seq")[:BATCH])
    if events and events[0].seq != after + 1:
        raise EventsGone(stream)
    return events
