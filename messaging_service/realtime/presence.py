"""Who has a ticket open. A courtesy kept in Redis alone: without Redis nobody is shown."""

import time
from typing import Any, cast

import orjson
from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from messaging_service.realtime.streams import group_of

# A socket says again that it is there; one whose process died is forgotten.
REFRESH_SECONDS = 20.0
FORGOTTEN_AFTER_SECONDS = 50.0


class Presence:
    """One socket's place in the list of people at a stream."""

    def __init__(self, stream: str, person: dict[str, Any], socket_id: str) -> None:
        self._key = f"presence_{group_of(stream)}"
        self._member = orjson.dumps([socket_id, person])

    async def here(self) -> None:
        async with _redis() as redis:
            await redis.zadd(self._key, {self._member: time.time() + FORGOTTEN_AFTER_SECONDS})
            await redis.expire(self._key, int(FORGOTTEN_AFTER_SECONDS * 2))

    async def gone(self) -> None:
        async with _redis() as redis:
            await redis.zrem(self._key, self._member)

    async def people(self) -> list[dict[str, Any]]:
        """Everybody who is there, once, however many windows they have open."""
        async with _redis() as redis:
            await redis.zremrangebyscore(self._key, 0, time.time())
            members = await redis.zrange(self._key, 0, -1)
        everybody = (orjson.loads(cast(bytes, member))[1] for member in members)
        found = {person["user_id"]: person for person in everybody}
        return sorted(found.values(), key=lambda person: str(person["username"]))


def _redis() -> Redis:
    return Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=1,
        socket_timeout=1,
        retry=Retry(NoBackoff(), 0),
    )
