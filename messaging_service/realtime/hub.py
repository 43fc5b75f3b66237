"""Carries the news of streams to the sockets of this process.

Hints through Redis make it fast, one look at the database per interval makes it certain: a hint
may be lost whenever Redis restarts, without anybody noticing. The look is one indexed query for
all streams with listeners, so it is always on and nothing has to judge whether Redis is healthy.
"""

import asyncio
from collections import defaultdict
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import structlog
from django.conf import settings
from django.db import Error as DatabaseError

from messaging_service.realtime import selectors
from messaging_service.realtime.streams import group_of
from messaging_service.realtime.subscription import Subscription
from messaging_service.realtime.tasks import stop
from messaging_service.realtime.threads import in_database

log = structlog.get_logger()


class Listener(Protocol):
    """Called in the event loop; must not block."""

    def stream_grown(self, seq: int) -> None: ...

    def heard(self, message: dict[str, Any]) -> None: ...


class Hub:
    """One for each event loop; at work while anybody listens."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._subscription: Subscription | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def join(self, stream: str, listener: Listener) -> None:
        known = stream in self._listeners
        self._listeners[stream].add(listener)
        if self._subscription is None:
            self._subscription = Subscription(self._groups, self._hear)
            work = (self._subscription.run(), self._poll())
            self._tasks = [asyncio.create_task(each) for each in work]
        if not known:
            self._subscription.refresh()

    async def leave(self, stream: str, listener: Listener) -> None:
        self._listeners[stream].discard(listener)
        if not self._listeners[stream]:
            del self._listeners[stream]
            if self._subscription:
                self._subscription.refresh()
        if not self._listeners:
            await self._rest()

    async def _rest(self) -> None:
        tasks, self._tasks, self._subscription = self._tasks, [], None
        await stop(tasks)

    def _groups(self) -> set[str]:
        return {group_of(stream) for stream in self._listeners}

    def _hear(self, message: dict[str, Any]) -> None:
        stream = message["stream"]
        for listener in list(self._listeners.get(stream, ())):
            if message["type"] == "grown":
                listener.stream_grown(message["seq"])
            else:
                listener.heard(message)

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(settings.SOCKET_POLL_SECONDS)
            try:
                heads = await in_database(selectors.last_seqs, list(self._listeners))
            except DatabaseError as error:
                log.warning("live_poll_failed", error_message=repr(error))
                continue
            for stream, seq in heads.items():
                for listener in list(self._listeners.get(stream, ())):
                    listener.stream_grown(seq)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def current_hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
