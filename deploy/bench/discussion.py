"""The discussion of one ticket: sockets that are open to it, and messages they all see."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from deploy.bench.http import connect, request_bytes
from deploy.bench.readers import Reader
from deploy.bench.sockets import Listener, listen
from deploy.bench.subject import Subject
from deploy.failure import StepFailed

OPENED_AT_ONCE: Final = 20
MESSAGES: Final = 10
PAUSE_SECONDS: Final = 0.3
SEEN_SECONDS: Final = 20.0
POLL_SECONDS: Final = 0.02


class Discussion:
    """The comments of one ticket, and the people who may read them."""

    def __init__(self, subject: Subject, ticket: str, people: Sequence[Reader]) -> None:
        self.url = subject.url("messaging")
        self._socket = f"{self.url.replace('http', 'ws', 1)}/ws/comments/{ticket}/"
        self._ticket = ticket
        self._people = people

    async def listen(self, index: int) -> Listener:
        reader = self._people[index % len(self._people)]
        return await listen(self._socket, reader.bearer)

    async def post(self, text: str) -> None:
        """StepFailed when it is refused."""
        body = json.dumps({"ticket_id": self._ticket, "content": text}).encode()
        headers = {**self._people[0].bearer, "Content-Type": "application/json"}
        # A connection of its own: the server closes one that rests for as long as a round lasts.
        connection = await connect(self.url)
        answer = await connection.request(
            request_bytes("POST", f"{self.url}/api/comments/", headers, body)
        )
        connection.close()
        if answer.status != 201:
            raise StepFailed(f"a comment was refused: {answer.status} {answer.body.decode()}")


async def round_of_messages(
    sockets: Sequence[Listener], post: Callable[[str], Awaitable[None]]
) -> list[float]:
    """The delay of each message on each socket that saw it, in seconds."""
    delays = []
    for index in range(MESSAGES):
        mark = f"seen-{time.time_ns()}-{index}"
        sent = time.time()
        await post(mark)
        delays += [at - sent for at in await _seen(sockets, mark.encode())]
        await asyncio.sleep(PAUSE_SECONDS)
    return delays


def require_open(sockets: Sequence[Listener]) -> None:
    """StepFailed when some were closed again."""
    if closed := sum(not one.is_open for one in sockets):
        advice = "One person may open few: start TTS with TTS_SOCKETS_PER_PERSON=1000"
        raise StepFailed(f"{closed} of {len(sockets)} sockets were closed", advice=advice)


async def _seen(sockets: Sequence[Listener], mark: bytes) -> list[float]:
    """When each socket saw the mark; the frames before it are forgotten."""
    deadline = time.monotonic() + SEEN_SECONDS
    seen: list[float] = []
    waiting = list(sockets)
    while waiting and time.monotonic() < deadline:
        await asyncio.sleep(POLL_SECONDS)
        times = [(one, _time_of(one, mark)) for one in waiting]
        waiting = [one for one, at in times if at is None]
        seen += [at for _, at in times if at is not None]
    for one in sockets:
        one.frames.clear()
    return seen


def _time_of(listener: Listener, mark: bytes) -> float | None:
    return next((at for at, text in listener.frames if mark in text), None)


async def open_sockets(
    count: int, open_one: Callable[[int], Awaitable[Listener]]
) -> list[Listener]:
    """A few at a time: a thousand people do not arrive in one millisecond."""
    opened: list[Listener] = []
    for start in range(0, count, OPENED_AT_ONCE):
        indexes = range(start, min(start + OPENED_AT_ONCE, count))
        opened += await asyncio.gather(*(open_one(index) for index in indexes))
    return opened
