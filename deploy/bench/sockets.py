"""WebSockets of readers who only listen: as little work per frame as possible.

A client library would spend more on 500 frames than the service that sends them.
"""

import asyncio
import base64
import os
import time
from collections.abc import Mapping
from typing import Final, cast
from urllib.parse import urlsplit

OPEN_SECONDS: Final = 30.0
_TEXT: Final = 0x1
_CLOSE: Final = 0x8
_PING: Final = 0x9
_PONG: Final = 0xA
_LAST: Final = 0x80
_MASKED: Final = 0x80


class Listener(asyncio.Protocol):
    """One open socket; every text frame is kept with the moment it came."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._buffer = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.frames: list[tuple[float, bytes]] = []
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports do not derive from asyncio's.
        self._transport = cast(asyncio.WriteTransport, transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.time()
        self._buffer += data
        if not self.opened.done():
            self._read_handshake()
        if self.is_open:
            while frame := _take_frame(self._buffer):
                kind, payload, self._buffer = frame
                self._receive(kind, payload, now)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionResetError("the server hung up"))

    def send(self, text: bytes) -> None:
        self._transport.write(_frame(_TEXT, text))

    def close(self) -> None:
        self._transport.write(_frame(_CLOSE, b""))
        self._transport.close()

    def _read_handshake(self) -> None:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        self._buffer = rest
        if b" 101 " in head.split(b"\r\n", 1)[0]:
            self.is_open = True
            self.opened.set_result(None)
        else:
            self.opened.set_exception(ConnectionError(head.decode(errors="replace")))

    def _receive(self, kind: int, payload: bytes, now: float) -> None:
        if kind == _TEXT:
            self.frames.append((now, payload))
        elif kind == _PING:
            self._transport.write(_frame(_PONG, payload))
        elif kind == _CLOSE:
            self._transport.close()


async def listen(url: str, headers: Mapping[str, str]) -> Listener:
    """An open socket; ConnectionError with the answer when it is refused."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    loop, request = asyncio.get_running_loop(), _handshake(url, headers)
    _, listener = await loop.create_connection(
        lambda: Listener(request), parts.hostname, parts.port
    )
    async with asyncio.timeout(OPEN_SECONDS):
        await listener.opened
    return listener


def _handshake(url: str, headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    fields = {
        "Host": parts.netloc,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
        **headers,
    }
    lines = [f"GET {parts.path} HTTP/1.1", *(f"{name}: {text}" for name, text in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def _frame(kind: int, payload: bytes) -> bytes:
    """A client must mask (RFC 6455, 5.3); with a mask of zeros nothing is to be computed."""
    assert len(payload) < 126
    return bytes([_LAST | kind, _MASKED | len(payload)]) + bytes(4) + payload


def _take_frame(buffer: bytes) -> tuple[int, bytes, bytes] | None:
    """The kind and payload of the first whole frame, and what follows it (RFC 6455, 5.2)."""
    if len(buffer) < 2:
        return None
    start, length = 2, buffer[1] & 0x7F
    extended = {126: 2, 127: 8}.get(length, 0)
    if extended:
        start += extended
        length = int.from_bytes(buffer[2:start], "big")
    if len(buffer) < start or len(buffer) < start + length:
        return None
    return buffer[0] & 0x0F, buffer[start : start + length], buffer[start + length :]
