"""Brings one stream to one socket: every event once, in order."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from django.conf import settings

from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.selectors import BATCH, EventsGone, events_after, last_seq
from messaging_service.realtime.threads import in_database

# A numbered frame carries its event's seq.
Frame = dict[str, Any]
Render = Callable[[list[StreamEvent]], list[Frame]]
Send = Callable[[Frame], Awaitable[None]]


class Feed:
    """Knows the `position` up to which the socket has the stream.

    Nothing is queued for a slow reader: the feed waits in `send` and later reads on from the
    database.
    """

    def __init__(self, *, stream: str, position: int, render: Render, send: Send) -> None:
        self._stream = stream
        self._position = position
        self._render = render
        self._send = send
        self._news = asyncio.Event()
        self._opened = asyncio.Event()
        self._resume_after: int | None = None
        self._signals: dict[Any, Frame] = {}

    def open(self) -> None:
        """The client has spoken first, or will not: begin."""
        self._opened.set()

    def grown(self, seq: int) -> None:
        """The stream is said to have reached `seq`."""
        if seq > self._position:
            self._news.set()

    def resume(self, after: int) -> None:
        """The client has everything up to `after` and asks for the rest, whatever was sent."""
        self._resume_after = after
        self._news.set()

    def pass_on(self, key: Any, frame: Frame) -> None:
        """Send a frame without a number; a newer one with the same key replaces it."""
        self._signals[key] = frame
        self._news.set()

    async def run(self) -> None:
        # A returning client that asks within the window gets the old events before the new ones.
        with suppress(TimeoutError):
            async with asyncio.timeout(settings.SOCKET_RESUME_WINDOW_SECONDS):
                await self._opened.wait()
        self._news.set()
        while True:
            await self._news.wait()
            self._news.clear()
            await self._deliver()

    async def _deliver(self) -> None:
        try:
            await self._go_back()
            await self._catch_up()
        except EventsGone:
            self._position = await in_database(last_seq, self._stream)
            await self._send({"type": "resync", "seq": self._position})
        while self._signals:
            await self._send(self._signals.pop(next(iter(self._signals))))

    async def _go_back(self) -> None:
        if self._resume_after is None:
            return
        after, self._resume_after = self._resume_after, None
        if after > await in_database(last_seq, self._stream):
            raise EventsGone(self._stream)
        self._position = after

    async def _catch_up(self) -> None:
        more = True
        while more and self._resume_after is None:
            events = await in_database(events_after, self._stream, self._position)
            for frame in await in_database(self._render, events):
                await self._send(frame)
                self._position = frame["seq"]
            more = len(events) == BATCH
