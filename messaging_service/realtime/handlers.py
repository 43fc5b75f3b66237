"""Messages for open screens."""

from collections.abc import Sequence

from messaging_service.realtime.services import News, append_all
from shared.contracts.realtime import PushEvent
from shared.inbox.arrival import Arrived
from shared.inbox.registry import handles_together


@handles_together(PushEvent, natural_key=lambda event: event.event_id)
def push_events(arrived: Sequence[Arrived[PushEvent]]) -> None:
    """Append to the streams `ticket:<number>` and `user:<id>`."""
    append_all([_news(one.message) for one in arrived])


def _news(event: PushEvent) -> News:
    return News(stream=event.stream, type=event.type, payload=event.data, event_id=event.event_id)
