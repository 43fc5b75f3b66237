"""Sending tickets: at a given rate, as fast as possible, or one after the other."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, Final

import uvloop

from deploy.bench.http import Connection, connect
from deploy.bench.ledger import Ledger
from deploy.bench.subject import Subject
from deploy.bench.tickets import Sender

# An integrator's pool of kept connections.
CONNECTIONS: Final = 32
CLOSED_LOOP_CONNECTIONS: Final = 8


def run(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


class Load:
    """Posts single tickets and keeps the ledger."""

    def __init__(self, subject: Subject, ledger: Ledger) -> None:
        self._url = subject.url("ticket")
        self._sender = Sender(subject)
        self._ledger = ledger

    async def at_rate(self, count: int, per_second: float) -> None:
        """Open loop: a slow answer delays no other ticket; times count from when one was due."""
        idle = await self._connections(CONNECTIONS)
        first = time.time() + 0.1
        async with asyncio.TaskGroup() as tasks:
            for index in range(count):
                due = first + index / per_second
                await asyncio.sleep(max(0.0, due - time.time()))
                tasks.create_task(self._post_when_idle(idle, index, due))
        _close(idle)

    async def flat_out(self, count: int) -> None:
        """Closed loop: every connection posts its next ticket when the last one was answered."""
        left = iter(range(count))
        idle = await self._connections(CLOSED_LOOP_CONNECTIONS)
        async with asyncio.TaskGroup() as tasks:
            for _ in range(CLOSED_LOOP_CONNECTIONS):
                tasks.create_task(self._post_all(idle, left))
        _close(idle)

    async def _post_all(self, idle: "asyncio.Queue[Connection]", indexes: Any) -> None:
        for index in indexes:
            await self._post_when_idle(idle, index, time.time())

    async def _post_when_idle(
        self, idle: "asyncio.Queue[Connection]", index: int, due: float
    ) -> None:
        number = self._ledger.number(index)
        self._ledger.sent[number] = due
        connection = await idle.get()
        answer = await connection.request(self._sender.single(number, index))
        self._ledger.note(number, answer.status)
        idle.put_nowait(connection)

    async def _connections(self, count: int) -> "asyncio.Queue[Connection]":
        idle: asyncio.Queue[Connection] = asyncio.Queue()
        for _ in range(count):
            idle.put_nowait(await connect(self._url))
        return idle


def _close(idle: "asyncio.Queue[Connection]") -> None:
    while not idle.empty():
        idle.get_nowait().close()
