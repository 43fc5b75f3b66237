"""A WebSocket that follows one stream: admission, frames, expiry, and its end."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError

from messaging_service.realtime import credentials
from messaging_service.realtime.closing import (
    CONNECT_AGAIN,
    TOO_BIG,
    TOO_MANY,
    TRY_LATER,
    UNAUTHORISED,
    Refused,
)
from messaging_service.realtime.consumer import PlainConsumer
from messaging_service.realtime.feed import Feed
from messaging_service.realtime.frames import (
    BASIC,
    ClientFrame,
    Known,
    check_frame,
    error_frame,
    parse_frame,
)
from messaging_service.realtime.hub import current_hub
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.open_sockets import open_sockets
from messaging_service.realtime.outgoing import Frame, Outgoing
from messaging_service.realtime.session import Session
from messaging_service.realtime.source import Source
from messaging_service.realtime.tasks import stop
from shared import context
from shared.errors import AuthFailed, DomainError, Unavailable
from shared.identity.caller import Caller

DATABASE_FAILURES = (DatabaseError, InterfaceError)
log = structlog.get_logger()


class StreamSocket(PlainConsumer):
    """Subclasses say which stream it is, how its events look, and what else a client may send."""

    known: Known = BASIC
    session: Session

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stream = ""
        self.feed: Feed | None = None
        self._admitted: int | None = None
        self._work: list[asyncio.Task[None]] = []
        self._lost = False
        self._heard_of = 0

    @property
    def caller(self) -> Caller:
        return self.session.caller

    async def place(self) -> str:
        """The stream this person may follow here; Refused when there is none."""
        raise NotImplementedError

    def greeting(self) -> Frame:
        """What `connection_established` says besides the seq."""
        return {}

    @staticmethod
    def render(stream: str, events: list[StreamEvent]) -> list[Outgoing]:
        """As `Render`. All sockets of a stream share the frames, so they depend on it alone."""
        raise NotImplementedError

    def established(self, feed: Feed) -> None:
        """The socket is open, and frames may be passed on to `feed`."""

    def duties(self) -> list[Coroutine[Any, Any, None]]:
        """What goes on beside the reading of frames while the socket is open."""
        assert self.feed
        expiry = partial(self.session.guard, self.send_frame)
        guards = [self._ending(expiry), self._ending(self.session.until_revoked)]
        return [self.feed.run(), self._guard_access(), *guards]

    async def handle(self, frame: ClientFrame) -> None:
        """Answer a frame of `known`."""
        assert self.feed
        match frame.type:
            case "ping":
                await self.send_frame({"type": "pong", **frame.fields})
            case "resume":
                self.feed.resume(frame.fields["after"])
            case "reauth":
                await self.session.renew(frame.fields["ticket"])

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._main = asyncio.current_task()
        try:
            with context.bind_correlation():
                await super().__call__(scope, receive, send)
        except (OSError, TimeoutError) as error:
            log.info("socket_lost", stream=self.stream, error_message=repr(error))
        except asyncio.CancelledError:
            if not self._lost:
                raise
        finally:
            # A duty that fails from here on, because the client is gone, must not stop the leaving.
            self._main = None
            await self.leave()

    async def connect(self) -> None:
        # A close code reaches the client only after the handshake, so refusals come after it.
        offered = self.scope.get("subprotocols", ())
        protocol = credentials.PROTOCOL if credentials.PROTOCOL in offered else None
        await self.accept(subprotocol=protocol)
        try:
            await self._enter()
        except AuthFailed as error:
            await self.end(UNAUTHORISED, error.message)
        except Refused as refused:
            await self.end(refused.code, refused.reason)
        except (Unavailable, *DATABASE_FAILURES) as error:
            log.warning("socket_refused", error_message=repr(error))
            await self.end(TRY_LATER, "not available just now")

    async def _enter(self) -> None:
        self.session = Session(await credentials.authenticate(self.scope))
        if not open_sockets.admit(self.caller.id):
            raise Refused(TOO_MANY, "too many open connections")
        self._admitted = self.caller.id
        self.stream = await self.place()
        # First listen, then look: whatever comes between the two is seen at least once.
        current_hub().join(self.stream, self)
        source = Source(self.stream, self.render)
        position = await source.newest()
        self.feed = Feed(
            source=source, position=position, reader_id=self.caller.id, send=self.send_text
        )
        self.feed.grown(self._heard_of)
        established = {"type": "connection_established", **self.greeting(), "seq": position}
        await self.send_frame({**established, "timestamp": datetime.now(UTC).isoformat()})
        self._work = [self._start(duty) for duty in self.duties()]
        self.established(self.feed)

    def stream_grown(self, seq: int) -> None:
        self._heard_of = seq
        if self.feed:
            self.feed.grown(seq)

    def heard(self, message: dict[str, Any]) -> None:
        """A passing signal of another socket."""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.feed is None:
            return
        if len(text_data or bytes_data or "") > settings.SOCKET_MAX_FRAME_BYTES:
            await self.end(TOO_BIG, "the frame is too big")
            return
        raw: dict[str, Any] = {}
        try:
            raw = parse_frame(text_data)
            await self.handle(check_frame(raw, self.known))
        except DomainError as error:
            await self.send_frame(error_frame(error, raw.get("client_id")))
        except DATABASE_FAILURES as error:
            log.error("database_unreachable", error_message=repr(error))
            away = Unavailable("The database cannot be reached just now")
            await self.send_frame(error_frame(away, raw.get("client_id")))
        if self.feed:
            self.feed.open()

    async def end(self, code: int, reason: str) -> None:
        """Close from our side."""
        self.feed = None
        for task in self._work:
            if task is not asyncio.current_task():
                task.cancel()
        async with asyncio.timeout(settings.SOCKET_SEND_TIMEOUT_SECONDS):
            await self.close(code=code, reason=reason)

    async def leave(self) -> None:
        """Let go of everything, however the socket ended."""
        await stop(self._work)
        if self.stream:
            await current_hub().leave(self.stream, self)
        if self._admitted is not None:
            open_sockets.release(self._admitted)

    def _start(self, duty: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(duty)
        task.add_done_callback(self._duty_done)
        return task

    def _duty_done(self, task: asyncio.Task[None]) -> None:
        """A socket that cannot be served any more is given up; the client will come back."""
        if task.cancelled() or not (error := task.exception()):
            return
        if not isinstance(error, OSError | TimeoutError):
            log.error("socket_failed", stream=self.stream, exc_info=error)
        self._lost = True
        if self._main:
            self._main.cancel()

    async def _ending(self, guard: Callable[[], Awaitable[None]]) -> None:
        """Let `guard` close the socket."""
        try:
            await guard()
        except Refused as refused:
            await self.end(refused.code, refused.reason)

    async def _guard_access(self) -> None:
        while True:
            await asyncio.sleep(settings.SOCKET_ACCESS_CHECK_SECONDS)
            try:
                if await self.place() != self.stream:
                    raise Refused(CONNECT_AGAIN, "what you may see has changed")
            except Refused as refused:
                await self.end(refused.code, refused.reason)
                return
            except Unavailable:
                await self.end(TRY_LATER, "not available just now")
                return
