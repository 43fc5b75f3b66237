"""Messages for open screens."""

from messaging_service.realtime.services import append
from shared.contracts.realtime import PushEvent
from shared.inbox.registry import handles


@handles(PushEvent, natural_key=lambda event: event.event_id)
def push_event(event: PushEvent) -> None:
    """Append to the stream `ticket:<number>` or `user:<id>`."""
    append(stream=event.stream, event_type=event.type, payload=event.data, event_id=event.event_id)
