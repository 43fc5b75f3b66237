"""Messages that were sent again by hand: whoever keeps the original hears of the success."""

import uuid
from collections.abc import Callable

# Names the message that this one repeats.
HEADER = "x-tts-replay-of"
_listeners: list[Callable[[uuid.UUID], None]] = []


def on_success(listener: Callable[[uuid.UUID], None]) -> None:
    """Call `listener` with the id of every replay, in the transaction of its effect."""
    _listeners.append(listener)


def succeeded(message_id: uuid.UUID) -> None:
    for listener in _listeners:
        listener(message_id)
