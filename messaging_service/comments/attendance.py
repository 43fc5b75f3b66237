"""Who has the discussion open, and who is writing: passing signals, kept nowhere for long."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from messaging_service.realtime.feed import Frame
from messaging_service.realtime.hints import REDIS_FAILURES, tell
from messaging_service.realtime.presence import REFRESH_SECONDS, Presence
from shared.identity.caller import Caller


class Attendance:
    """One socket's part in it.

    `heard_in` are the streams whose readers may know of this person, the first being its own:
    a requester is shown to everybody, an agent only to those who may read internal comments.
    """

    def __init__(
        self, *, caller: Caller, socket_id: str, heard_in: list[str], show: Callable[[Frame], None]
    ) -> None:
        self._person = {
            "user_id": caller.id,
            "username": caller.username,
            "full_name": caller.full_name,
        }
        self._heard_in = heard_in
        self._presences = [Presence(stream, self._person, socket_id) for stream in heard_in]
        self._show = show
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Somebody came or went."""
        self._changed.set()

    async def typing(self, is_typing: bool) -> None:
        await self._tell({"type": "typing", "person": self._person, "is_typing": is_typing})

    async def attend(self) -> None:
        """Be present until cancelled, and show who else is."""
        try:
            await self._say_here()
            await self._tell({"type": "presence"})
            shown: list[dict[str, Any]] = []
            while True:
                shown = await self._show_people(shown)
                with suppress(TimeoutError):
                    async with asyncio.timeout(REFRESH_SECONDS):
                        await self._changed.wait()
                self._changed.clear()
                await self._say_here()
        finally:
            await self._say_gone()

    async def _say_here(self) -> None:
        with suppress(*REDIS_FAILURES):
            for presence in self._presences:
                await presence.here()

    async def _say_gone(self) -> None:
        with suppress(*REDIS_FAILURES):
            for presence in self._presences:
                await presence.gone()
        await self._tell({"type": "presence"})

    async def _show_people(self, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
        people = shown
        with suppress(*REDIS_FAILURES):
            people = await self._presences[0].people()
        if people != shown:
            self._show({"type": "presence", "users": people})
        return people

    async def _tell(self, message: dict[str, Any]) -> None:
        for stream in self._heard_in:
            await tell(stream, message)
