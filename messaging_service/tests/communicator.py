"""Sockets without a network, where a test turns the clock or the settings."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any

import orjson
from asgiref.testing import ApplicationCommunicator
from channels.testing import WebsocketCommunicator

from messaging_service.asgi import application
from shared.identity.caller import Caller
from shared.testing import token_of


def in_event_loop(test: Callable[..., Coroutine]) -> Callable[..., None]:
    """Run an asynchronous test in a loop of its own."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


class Communicator(WebsocketCommunicator):  # type: ignore[misc]
    """Channels' own patches away, while it waits, what returns connections to the pool.

    Two of them at work at once would never put it back.
    """

    send_input = ApplicationCommunicator.send_input
    receive_output = ApplicationCommunicator.receive_output


class Talk:
    """One open socket."""

    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self._communicator = communicator

    async def opened(self) -> "Talk":
        """Up to here it has heard nothing new, from here on it hears all at once."""
        await self.next("connection_established")
        await self.send(type="ping")
        await self.next("pong")
        return self

    async def send(self, **frame: Any) -> None:
        await self.send_text(orjson.dumps(frame).decode())

    async def send_text(self, text: str) -> None:
        await self._communicator.send_to(text_data=text)

    async def send_bytes(self, data: bytes) -> None:
        await self._communicator.send_to(bytes_data=data)

    async def next(self, *types: str) -> dict[str, Any]:
        """The next frame of one of `types` (of any other than presence when none is given)."""
        while True:
            frame: dict[str, Any] = orjson.loads(await self._communicator.receive_from(timeout=5))
            if frame["type"] in types or (not types and frame["type"] != "presence"):
                return frame

    async def close_code(self) -> int:
        while True:
            message = await self._communicator.receive_output(timeout=5)
            if message["type"] == "websocket.close":
                return int(message["code"])


def not_reading(until: asyncio.Event) -> Any:
    """The service as seen by a client that takes no comment before `until`.

    If it hangs up first, the server says so to whoever is sending.
    """

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def held(message: dict[str, Any]) -> None:
            try:
                if "comment_update" in message.get("text", ""):
                    await until.wait()
            except asyncio.CancelledError as error:
                raise ConnectionResetError from error
            await send(message)

        await application(scope, receive, held)

    return app


@asynccontextmanager
async def talk(path: str, caller: Caller, *, app: Any = application, **claims: Any):
    headers = [(b"authorization", f"Bearer {token_of(caller, **claims)}".encode())]
    communicator = Communicator(app, f"/ws/{path}", headers=headers)
    await communicator.connect(timeout=5)
    try:
        yield Talk(communicator)
    finally:
        await communicator.disconnect(timeout=5)
