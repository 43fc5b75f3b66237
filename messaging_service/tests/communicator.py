"""Sockets without a network, where a test turns the clock or the settings."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any

import orjson
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


class Talk:
    """One open socket."""

    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self._communicator = communicator

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


@asynccontextmanager
async def talk(path: str, caller: Caller, **claims: Any):
    headers = [(b"authorization", f"Bearer {token_of(caller, **claims)}".encode())]
    communicator = WebsocketCommunicator(application, f"/ws/{path}", headers=headers)
    await communicator.connect(timeout=5)
    try:
        yield Talk(communicator)
    finally:
        await communicator.disconnect(timeout=5)
