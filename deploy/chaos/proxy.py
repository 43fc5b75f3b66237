"""A TCP proxy whose line can be made bad while connections are open.

Toxics of one proxy: `delay` (seconds, each way), `rate` (bytes per second, each way), `cut` (a
pulled cable: nothing passes, nobody is told), `reset` (all connections end by RST, new ones too).
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from deploy.instance import LOOPBACK

CHUNK = 64 * 1024
# Chunks on their way per direction: enough for a delayed line to keep its throughput.
IN_FLIGHT = 64
SLICE_SECONDS = 0.05
_RESET = struct.pack("ii", 1, 0)
T = TypeVar("T")
# One direction of a connection: chunks with their due times, the empty one at the end.
Line = asyncio.Queue[tuple[float, bytes]]


@dataclass(frozen=True, slots=True)
class Toxics:
    """How bad a line is; the default is a perfect one."""

    delay: float = 0.0
    rate: int = 0
    cut: bool = False
    reset: bool = False


class Proxy:
    """Passes everything between the port it listens on and `target`. Lives in one event loop."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self.target = target
        self._toxics = Toxics()
        self._passable = asyncio.Event()
        self._passable.set()
        self._connections: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def listen(self, port: int = 0) -> None:
        """Accept connections on `port`, or on a free one."""
        self._server = await asyncio.start_server(self._accept, LOOPBACK, port, limit=CHUNK)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def become(self, toxics: Toxics) -> None:
        """Make the line as bad as `toxics` says, for open connections and new ones."""
        self._toxics = toxics
        if toxics.cut:
            self._passable.clear()
        else:
            self._passable.set()
        if toxics.reset:
            for writer in list(self._writers):
                _reset(writer)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        self._writers.add(writer)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.CancelledError):
            # Whoever connected sees it the way TCP shows it: as a reset. Cancelled by close(), a
            # task of asyncio's streams has to end well, else they print it as an error.
            _reset(writer)
        finally:
            self._connections.discard(task)
            self._writers.discard(writer)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._passable.wait()
        far_reader, far_writer = await asyncio.open_connection(LOOPBACK, self.target, limit=CHUNK)
        self._writers.add(far_writer)
        try:
            # Here and not before: the line may have gone bad while we connected.
            if self._toxics.reset:
                raise ConnectionResetError
            async with asyncio.TaskGroup() as ways:
                for source, sink in ((reader, far_writer), (far_reader, writer)):
                    line: Line = asyncio.Queue(IN_FLIGHT)
                    ways.create_task(self._take(source, line))
                    ways.create_task(self._deliver(line, sink))
        except* OSError:
            for end in (writer, far_writer):
                _reset(end)
        finally:
            self._writers.discard(far_writer)
            far_writer.close()

    async def _take(self, reader: asyncio.StreamReader, line: Line) -> None:
        """Put what arrives on the line, with the time at which it is due at the other end."""
        clock = asyncio.get_running_loop().time
        while chunk := await reader.read(CHUNK):
            await line.put((clock() + self._toxics.delay, chunk))
        await line.put((clock() + self._toxics.delay, b""))

    async def _deliver(self, line: Line, writer: asyncio.StreamWriter) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            due, chunk = await line.get()
            if (wait := due - clock()) > 0:
                await asyncio.sleep(wait)
            await self._send(chunk, writer)
            if not chunk:
                return

    async def _send(self, chunk: bytes, writer: asyncio.StreamWriter) -> None:
        await self._passable.wait()
        if not chunk:
            if writer.can_write_eof():
                writer.write_eof()
            return
        while rate := self._toxics.rate:
            size = max(1, int(rate * SLICE_SECONDS))
            part, chunk = chunk[:size], chunk[size:]
            writer.write(part)
            if not chunk:
                break
            await asyncio.sleep(len(part) / rate)
        writer.write(chunk)
        await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with RST instead of FIN."""
    end = writer.get_extra_info("socket")
    if end is not None and not writer.is_closing():
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


class Proxies:
    """Proxies by name in an event loop of their own thread; every method may be called from any."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._proxies: dict[str, Proxy] = {}

    def open(self, name: str, target: int) -> int:
        """A new proxy before `target`; returns the port it listens on."""
        proxy = self._proxies[name] = Proxy(target)
        self._do(proxy.listen())
        return proxy.port

    def names(self) -> list[str]:
        return list(self._proxies)

    def become(self, name: str, toxics: Toxics) -> None:
        self._do(self._proxies[name].become(toxics))

    def retarget(self, name: str, target: int) -> None:
        """Lead new connections to another port."""
        self._proxies[name].target = target

    def close(self) -> None:
        for proxy in self._proxies.values():
            self._do(proxy.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(timeout=10)
