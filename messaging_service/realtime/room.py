"""Who follows a stream in this process, and what they are shown of each other."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

from redis.asyncio import Redis

from messaging_service.realtime.feed import Feed
from messaging_service.realtime.hints import REDIS_FAILURES, tell
from messaging_service.realtime.outgoing import encode
from messaging_service.realtime.presence import REFRESH_SECONDS, Person, Presence
from messaging_service.realtime.tasks import stop

# Who comes and goes within it is told together. All are told of all, so without it, and without a
# limit to those named, a crowd that arrives would cost the cube of its size.
SETTLE_SECONDS = 0.25
PEOPLE_NAMED = 50


class Room:
    """Its people are kept in Redis, all in one go; news of them are made once for all watchers."""

    def __init__(self, redis: Redis, stream: str) -> None:
        self._stream = stream
        self._presence = Presence(redis, stream)
        self._people: dict[int, Person] = {}
        self._sockets: Counter[int] = Counter()
        self._watchers: dict[Feed, int] = {}
        self._changed = asyncio.Event()
        self._shown: list[Person] = []
        self._task = asyncio.create_task(self._run())

    @property
    def empty(self) -> bool:
        return not self._sockets and not self._watchers

    def enter(self, person: Person) -> None:
        """One more socket of this person."""
        self._people[person["user_id"]] = person
        self._sockets[person["user_id"]] += 1
        self._changed.set()

    def leave(self, person: Person) -> None:
        self._sockets[person["user_id"]] -= 1
        if not self._sockets[person["user_id"]]:
            del self._sockets[person["user_id"]], self._people[person["user_id"]]
            self._changed.set()

    def watch(self, feed: Feed, user_id: int) -> None:
        """Show this feed who is there, and who writes."""
        self._watchers[feed] = user_id
        if self._shown:
            feed.pass_on("presence", presence_frame(self._shown))

    def unwatch(self, feed: Feed) -> None:
        self._watchers.pop(feed, None)

    def stream_grown(self, seq: int) -> None:
        """The feeds hear of that themselves."""

    def heard(self, message: dict[str, Any]) -> None:
        """Somebody came, went or writes, here or in another process."""
        if message["type"] == "presence":
            self._changed.set()
        else:
            self._show_typing(message["person"], is_typing=message["is_typing"])

    async def close(self) -> None:
        """Everybody has left."""
        await stop([self._task])
        await self._write()

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            await self._write()
            if self._watchers:
                await self._show_people()
            await asyncio.sleep(SETTLE_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(REFRESH_SECONDS):
                    await self._changed.wait()

    async def _write(self) -> None:
        with suppress(*REDIS_FAILURES):
            if await self._presence.set(self._people.values()):
                await tell(self._stream, {"type": "presence"})

    async def _show_people(self) -> None:
        people = self._shown
        with suppress(*REDIS_FAILURES):
            people = await self._presence.people()
        if people != self._shown:
            self._shown = people
            text = presence_frame(people)
            for feed in self._watchers:
                feed.pass_on("presence", text)

    def _show_typing(self, person: Person, *, is_typing: bool) -> None:
        text = encode({"type": "typing", **person, "is_typing": is_typing})
        for feed, user_id in self._watchers.items():
            if user_id != person["user_id"]:
                feed.pass_on(("typing", person["user_id"]), text)


def presence_frame(people: list[Person]) -> str:
    return encode({"type": "presence", "users": people[:PEOPLE_NAMED], "count": len(people)})
