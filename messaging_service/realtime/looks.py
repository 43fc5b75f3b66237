"""Many sockets ask the database the same at the same moment: one look answers them all."""

import asyncio
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from messaging_service.realtime.threads import in_database

R = TypeVar("R")


class Looks:
    """One for each event loop.

    Whoever asks before a look has begun shares it, whoever asks later gets the next one: an
    answer is never older than its question, as if everybody had looked alone. While all threads
    are busy, those who wait gather behind one look.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, asyncio.Task[Any]] = {}

    async def share(self, key: Hashable, look: Callable[[], R]) -> R:
        """What `look`, run in a thread, returns or raises; `key` names what it looks at."""
        task = self._waiting.get(key)
        if task is None:
            task = self._waiting[key] = asyncio.create_task(in_database(self._begin, key, look))
            task.add_done_callback(_answered)
        # Of those who share it, one may leave without taking it away from the others.
        answer: R = await asyncio.shield(task)
        return answer

    def _begin(self, key: Hashable, look: Callable[[], R]) -> R:
        del self._waiting[key]
        return look()


def _answered(task: asyncio.Task[Any]) -> None:
    """A failure belongs to those who asked; when all have left, to nobody."""
    if not task.cancelled():
        task.exception()


_looks: WeakKeyDictionary[asyncio.AbstractEventLoop, Looks] = WeakKeyDictionary()


def current_looks() -> Looks:
    """The looks of the running event loop."""
    return _looks.setdefault(asyncio.get_running_loop(), Looks())
