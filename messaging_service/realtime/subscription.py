"""This process's ears in the Channels layer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from channels.layers import get_channel_layer

from messaging_service.realtime.hints import REDIS_FAILURES
from messaging_service.realtime.tasks import stop

log = structlog.get_logger()

RETRY_SECONDS = 2.0


class Subscription:
    """Hears the groups in `wanted()`; while Redis is down it keeps trying."""

    def __init__(
        self, wanted: Callable[[], set[str]], hear: Callable[[dict[str, Any]], None]
    ) -> None:
        self._wanted = wanted
        self._hear = hear
        self._joined: set[str] = set()
        self._changed = asyncio.Event()
        self._layer = get_channel_layer()

    def refresh(self) -> None:
        """`wanted()` may have changed."""
        self._changed.set()

    async def run(self) -> None:
        channel = await self._open_channel()
        receiving = asyncio.create_task(self._receive(channel))
        try:
            while True:
                complete = await self._follow(channel)
                with suppress(TimeoutError):
                    async with asyncio.timeout(None if complete else RETRY_SECONDS):
                        await self._changed.wait()
        finally:
            await self._close(channel, receiving)

    async def _open_channel(self) -> str:
        while True:
            try:
                channel: str = await self._layer.new_channel()
            except REDIS_FAILURES as error:
                log.warning("live_hints_unavailable", error_message=repr(error))
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return channel

    async def _receive(self, channel: str) -> None:
        while True:
            self._hear(await self._layer.receive(channel))

    async def _follow(self, channel: str) -> bool:
        """Join and leave groups until they are the wanted ones; False when Redis failed."""
        self._changed.clear()
        wanted = self._wanted()
        try:
            for group in wanted - self._joined:
                await self._layer.group_add(group, channel)
                self._joined.add(group)
            for group in self._joined - wanted:
                self._joined.discard(group)
                await self._layer.group_discard(group, channel)
        except REDIS_FAILURES as error:
            log.warning("live_hints_unavailable", error_message=repr(error))
            return False
        return True

    async def _close(self, channel: str, receiving: asyncio.Task[None]) -> None:
        with suppress(*REDIS_FAILURES):
            for group in self._joined:
                await self._layer.group_discard(group, channel)
        await stop([receiving])
