"""On whose behalf a socket is open, and until when."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from django.conf import settings

from messaging_service.realtime import socket_tickets
from messaging_service.realtime.closing import UNAUTHORISED, Refused
from messaging_service.realtime.outgoing import Frame
from messaging_service.realtime.threads import in_database
from shared.errors import AuthFailed
from shared.identity.caller import Caller
from shared.identity.tokens import check_not_revoked


class Session:
    """Lasts as long as the access token it began with; a fresh one-time ticket prolongs it."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self._renewed = asyncio.Event()

    async def renew(self, ticket: str) -> None:
        """AuthFailed when the ticket is not valid or another person's."""
        caller = await in_database(socket_tickets.redeem, ticket)
        if caller.id != self.caller.id:
            raise AuthFailed("The ticket is somebody else's")
        self.caller = caller
        self._renewed.set()

    async def guard(self, send: Callable[[Frame], Awaitable[None]]) -> None:
        """Ask for renewal at every expiry; Refused when it does not come within the grace."""
        grace = settings.SOCKET_REAUTH_GRACE_SECONDS
        while True:
            await self._until_expiry()
            self._renewed.clear()
            await send({"type": "reauth", "grace_seconds": grace})
            try:
                async with asyncio.timeout(grace):
                    await self._renewed.wait()
            except TimeoutError as error:
                raise Refused(UNAUTHORISED, "the token has expired") from error

    async def until_revoked(self) -> None:
        """Refused as soon as the token that the socket lives on is not believed any more."""
        while True:
            await asyncio.sleep(settings.SOCKET_REVOCATION_CHECK_SECONDS)
            try:
                check_not_revoked(self.caller)
            except AuthFailed as error:
                raise Refused(UNAUTHORISED, error.message) from error

    async def _until_expiry(self) -> None:
        while (left := self._seconds_left()) > 0:
            await asyncio.sleep(left)

    def _seconds_left(self) -> float:
        return (socket_tickets.expiry_of(self.caller) - datetime.now(UTC)).total_seconds()
