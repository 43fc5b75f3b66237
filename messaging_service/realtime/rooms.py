"""The rooms of this process, and their way to Redis."""

import asyncio
from contextlib import suppress
from weakref import WeakKeyDictionary

from redis.asyncio import Redis

from messaging_service.realtime.hints import REDIS_FAILURES
from messaging_service.realtime.hub import current_hub
from messaging_service.realtime.presence import open_redis
from messaging_service.realtime.room import Room


class Rooms:
    """One for each event loop. A room is there while somebody is in it."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._redis: Redis | None = None
        self._redis_users = 0

    def of(self, stream: str) -> Room:
        """Whoever asks must enter or watch at once."""
        room = self._rooms.get(stream)
        if room is None:
            self._redis = self._redis or open_redis()
            self._redis_users += 1
            room = self._rooms[stream] = Room(self._redis, stream)
            current_hub().join(stream, room)
        return room

    async def tidy(self, stream: str) -> None:
        """Close the room if everybody has left it."""
        room = self._rooms.get(stream)
        if room is None or not room.empty:
            return
        del self._rooms[stream]
        try:
            await current_hub().leave(stream, room)
            await room.close()
        finally:
            await self._release_redis()

    async def _release_redis(self) -> None:
        self._redis_users -= 1
        if self._redis_users or self._redis is None:
            return
        redis, self._redis = self._redis, None
        with suppress(*REDIS_FAILURES):
            await redis.aclose()


_rooms: WeakKeyDictionary[asyncio.AbstractEventLoop, Rooms] = WeakKeyDictionary()


def current_rooms() -> Rooms:
    """The rooms of the running event loop."""
    return _rooms.setdefault(asyncio.get_running_loop(), Rooms())
