"""Brings one stream to one socket: every event once, in order."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress

from django.conf import settings

from messaging_service.realtime.outgoing import Outgoing, encode
from messaging_service.realtime.selectors import EventsGone
from messaging_service.realtime.source import Source

Send = Callable[[str], Awaitable[None]]


class Feed:
    """Knows the `position` up to which the socket has the stream, and how far it is said to go.

    Nothing is queued for a slow reader: the feed waits in `send` and later reads on from the
    database. Those who keep up read together (see Source).
    """

    def __init__(self, *, source: Source, position: int, reader_id: int, send: Send) -> None:
        self._source = source
        self._position = position
        self._end = position
        self._reader_id = reader_id
        self._send = send
        self._news = asyncio.Event()
        self._opened = asyncio.Event()
        self._resume_after: int | None = None
        self._signals: dict[Hashable, str] = {}

    def open(self) -> None:
        """The client has spoken first, or will not: begin."""
        self._opened.set()

    def grown(self, seq: int) -> None:
        """The stream is said to have reached `seq`."""
        if seq > self._end:
            self._end = seq
            self._news.set()

    def resume(self, after: int) -> None:
        """The client has everything up to `after` and asks for the rest, whatever was sent."""
        self._resume_after = after
        self._news.set()

    def pass_on(self, key: Hashable, text: str) -> None:
        """Send a frame without a number; a newer one with the same key replaces it."""
        self._signals[key] = text
        self._news.set()

    async def run(self) -> None:
        # A returning client that asks within the window gets the old events before the new ones.
        with suppress(TimeoutError):
            async with asyncio.timeout(settings.SOCKET_RESUME_WINDOW_SECONDS):
                await self._opened.wait()
        while True:
            await self._news.wait()
            self._news.clear()
            await self._deliver()

    async def _deliver(self) -> None:
        try:
            await self._go_back()
            await self._catch_up()
        except EventsGone:
            self._position = self._end = await self._source.newest()
            await self._send(encode({"type": "resync", "seq": self._position}))
        while self._signals:
            await self._send(self._signals.pop(next(iter(self._signals))))

    async def _go_back(self) -> None:
        if self._resume_after is None:
            return
        after, self._resume_after = self._resume_after, None
        newest = await self._source.newest()
        if after > newest:
            raise EventsGone(self._source.stream)
        self._position, self._end = after, max(self._end, newest)

    async def _catch_up(self) -> None:
        while self._position < self._end and self._resume_after is None:
            events = await self._source.after(self._position)
            for event in events:
                await self._pass(event)
            if not events:
                # Said to have grown, but it has not: the next hint will tell the truth.
                self._end = self._position

    async def _pass(self, event: Outgoing) -> None:
        await self._send(event.text_for(self._reader_id))
        self._position = event.seq
