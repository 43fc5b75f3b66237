"""Log-ins in a row: whether the last ones are as quick as the first, and memory stays."""

import asyncio
import json
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Final

from deploy.bench.figures import Row, latencies
from deploy.bench.http import Connection, connect, request_bytes
from deploy.bench.processes import pss_bytes
from deploy.bench.subject import Subject
from deploy.failure import StepFailed

COUNT: Final = 2000
# The first ones of a process cost more: every thread opens its connection to the database.
WARM_UP: Final = 100
COMPARED: Final = 200
PROGRAM: Final = "auth-web"
MIB: Final = 2**20


def sign_ins(subject: Subject) -> Iterator[Row]:
    """The demo people in turn, each with the right password, one after the other."""
    requests = _requests(subject)
    asyncio.run(_sign_in(subject.url("auth"), list(islice(requests, WARM_UP))))
    before = pss_bytes(subject.instance)[PROGRAM]
    started = time.monotonic()
    seconds = asyncio.run(_sign_in(subject.url("auth"), list(islice(requests, COUNT))))
    elapsed = time.monotonic() - started
    after = pss_bytes(subject.instance)[PROGRAM]
    subject.tell(f"{COUNT} in {elapsed:.0f} s, {before / MIB:.0f} → {after / MIB:.0f} MiB")
    yield _row(seconds, elapsed, before, after)


def _row(seconds: list[float], elapsed: float, before: int, after: int) -> Row:
    first, last = latencies(seconds[:COMPARED]), latencies(seconds[-COMPARED:])
    return Row(
        scenario="sign-ins",
        value=round(len(seconds) / elapsed, 1),
        unit="log-ins/s",
        **latencies(seconds),
        details={
            **{f"first_{name}": value for name, value in first.items()},
            **{f"last_{name}": value for name, value in last.items()},
            "last_to_first": round(last["p50_ms"] / first["p50_ms"], 2),
            "memory_before_mib": round(before / MIB, 1),
            "memory_after_mib": round(after / MIB, 1),
            "memory_growth_mib": round((after - before) / MIB, 1),
        },
    )


def _requests(subject: Subject) -> Iterator[bytes]:
    """Everybody in turn, without end."""
    url = f"{subject.url('auth')}/token/"
    people = subject.secrets["people"].items()
    bodies = [json.dumps({"username": name, "password": word}).encode() for name, word in people]
    headers = {"Content-Type": "application/json"}
    return cycle([request_bytes("POST", url, headers, body) for body in bodies])


async def _sign_in(url: str, requests: list[bytes]) -> list[float]:
    """Seconds of each; StepFailed as soon as one is refused."""
    connection = await connect(url)
    try:
        return [await _timed(connection, request) for request in requests]
    finally:
        connection.close()


async def _timed(connection: Connection, request: bytes) -> float:
    started = time.monotonic()
    answer = await connection.request(request)
    if answer.status != 200:
        advice = "Demo people sign in about 80 times each: is TTS_RATE_LOGIN below that?"
        raise StepFailed(f"a log-in was answered {answer.status}", advice=advice)
    return time.monotonic() - started
