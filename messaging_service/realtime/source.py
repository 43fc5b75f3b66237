"""One stream as its sockets read it: from the database, and together."""

from dataclasses import dataclass

from messaging_service.realtime.looks import current_looks
from messaging_service.realtime.outgoing import Outgoing, Render
from messaging_service.realtime.selectors import events_after, last_seq


@dataclass(frozen=True, slots=True)
class Source:
    """All sockets of a `stream` give the same `render`: what they read they share."""

    stream: str
    render: Render

    async def newest(self) -> int:
        """The number of the last event."""
        return await current_looks().share(("newest", self.stream), lambda: last_seq(self.stream))

    async def after(self, position: int) -> list[Outgoing]:
        """The next events, ready to be sent; raises EventsGone as `events_after` does."""
        return await current_looks().share(
            ("after", self.stream, position), lambda: self._read(position)
        )

    def _read(self, position: int) -> list[Outgoing]:
        return self.render(self.stream, events_after(self.stream, position))
