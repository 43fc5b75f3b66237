"""What leaves through sockets: frames, as JSON made once for everybody who reads the same."""

from collections.abc import Callable
from typing import Any

import orjson

from messaging_service.realtime.models import StreamEvent

# A numbered frame carries its event's seq.
Frame = dict[str, Any]


def encode(frame: Frame) -> str:
    return orjson.dumps(frame).decode()


class Outgoing:
    """One event of a stream for all its readers."""

    def __init__(self, frame: Frame) -> None:
        self.seq: int = frame["seq"]
        self._text = encode(frame)

    def text_for(self, reader_id: int) -> str:
        """The frame as this reader gets it."""
        return self._text


# The frames of events, one for each. Runs in a thread, may use the database.
Render = Callable[[str, list[StreamEvent]], list[Outgoing]]
