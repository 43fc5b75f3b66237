"""Hints through Redis that a stream has grown. Sockets find out without them, only later."""

import asyncio
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import structlog
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from messaging_service.realtime.streams import group_of

log = structlog.get_logger()

REDIS_FAILURES = (RedisError, OSError, TimeoutError)
# While Redis does not answer, each attempt would cost the writer the whole time-out.
SILENCE_SECONDS = 2.0


class Silence:
    """Ends attempts for a while after one has failed."""

    def __init__(self) -> None:
        self._until = 0.0

    def __bool__(self) -> bool:
        return time.monotonic() < self._until

    def begin(self) -> None:
        self._until = time.monotonic() + SILENCE_SECONDS


silence = Silence()


def hint_all(grown: Mapping[str, int]) -> None:
    """Tell all processes how far streams have grown (name → seq). For synchronous callers."""
    asyncio.run_coroutine_threadsafe(_tell_all(grown), _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """A loop that stays: one of its own for each hint would also connect to Redis for each."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="hints", daemon=True).start()
    return loop


async def _tell_all(grown: Mapping[str, int]) -> None:
    for stream, seq in grown.items():
        await tell(stream, {"type": "grown", "stream": stream, "seq": seq})


async def tell(stream: str, message: dict[str, Any]) -> None:
    """Send to the listeners of `stream` in all processes; lost when Redis does not answer."""
    layer = get_channel_layer()
    if silence or layer is None:
        return
    try:
        await layer.group_send(group_of(stream), {**message, "stream": stream})
    except REDIS_FAILURES as error:
        silence.begin()
        log.warning("live_hint_lost", stream=stream, error_message=repr(error))
