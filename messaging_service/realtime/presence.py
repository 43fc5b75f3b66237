"""Who has a ticket open. A courtesy kept in Redis alone: without Redis nobody is shown."""

import time
from collections.abc import Iterable
from typing import Any, cast
from uuid import uuid4

import orjson
from django.conf import settings
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from messaging_service.realtime.streams import group_of

# A process says again who is there; those of one that died are forgotten.
REFRESH_SECONDS = 20.0
FORGOTTEN_AFTER_SECONDS = 50.0
# Rooms take turns on these: when Redis comes back, all want to write at once.
CONNECTIONS = 4

Person = dict[str, Any]


class Presence:
    """This process's part in the list of people at a stream."""

    def __init__(self, redis: Redis, stream: str) -> None:
        self._redis = redis
        self._key = f"presence_{group_of(stream)}"
        # Another process, or an earlier room, may have the same person in the list.
        self._place = uuid4().hex
        self._written: set[bytes] = set()

    async def set(self, people: Iterable[Person]) -> bool:
        """Have exactly `people` in our part; whether it was different before."""
        members = {orjson.dumps([self._place, person]) for person in people}
        gone, before = self._written - members, self._written
        async with self._redis.pipeline(transaction=False) as commands:
            if gone:
                commands.zrem(self._key, *gone)
            if members:
                until = time.time() + FORGOTTEN_AFTER_SECONDS
                commands.zadd(self._key, dict.fromkeys(members, until))
                commands.expire(self._key, int(FORGOTTEN_AFTER_SECONDS * 2))
            await commands.execute()
        self._written = members
        return members != before

    async def people(self) -> list[Person]:
        """Everybody who is there, once, however many windows they have open."""
        await self._redis.zremrangebyscore(self._key, 0, time.time())
        members = await self._redis.zrange(self._key, 0, -1)
        everybody = (orjson.loads(cast(bytes, member))[1] for member in members)
        found = {person["user_id"]: person for person in everybody}
        return sorted(found.values(), key=lambda person: str(person["username"]))


def open_redis() -> Redis:
    """A client of its own, for as long as anybody is in a room."""
    pool = BlockingConnectionPool.from_url(
        settings.REDIS_URL,
        max_connections=CONNECTIONS,
        timeout=1,
        socket_connect_timeout=1,
        socket_timeout=1,
        retry=Retry(NoBackoff(), 0),
    )
    return Redis.from_pool(pool)
