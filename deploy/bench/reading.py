"""Asking the same pages again and again over many kept connections."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from deploy.bench.http import Connection, connect
from deploy.bench.sending import run
from deploy.failure import StepFailed


@dataclass(slots=True)
class Reading:
    """One round: how many answers in how long, and each one's time."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    elapsed: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed


def read(url: str, requests: Sequence[bytes], *, connections: int, seconds: float) -> Reading:
    """Closed loop for `seconds`; StepFailed when anything else than 200 was answered."""
    reading = Reading()
    run(_read(url, requests, connections, seconds, reading))
    if set(reading.statuses) != {200}:
        raise StepFailed(f"{url} answered {dict(reading.statuses)}")
    return reading


async def _read(
    url: str, requests: Sequence[bytes], connections: int, seconds: float, reading: Reading
) -> None:
    opened = [await connect(url) for _ in range(connections)]
    turns = itertools.cycle(requests)
    started = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for connection in opened:
            tasks.create_task(_ask(connection, turns, started + seconds, reading))
    reading.elapsed = time.perf_counter() - started
    for connection in opened:
        connection.close()


async def _ask(
    connection: Connection, turns: "itertools.cycle[bytes]", until: float, reading: Reading
) -> None:
    while (begun := time.perf_counter()) < until:
        answer = await connection.request(next(turns))
        reading.seconds.append(time.perf_counter() - begun)
        reading.statuses[answer.status] += 1
