"""A partner on the loopback interface whose answers a test decides."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from shared.testing.listening import JsonHandler, listening


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrived:
    path: str
    headers: Mapping[str, str]
    body: Any


class Partner:
    """Gives its `replies` in order, the last one for ever; `arrived` is what it was asked.

    A reply may be a function, which may also wait.
    """

    def __init__(self) -> None:
        self.url = ""
        self.replies: list[Reply | Callable[[], Reply]] = [Reply()]
        self.arrived: list[Arrived] = []

    def next_reply(self) -> Reply:
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply() if callable(reply) else reply


@contextmanager
def partner() -> Iterator[Partner]:
    """A partner listening on a free port while the block runs."""
    found = Partner()
    with listening(_handler(found)) as found.url:
        yield found


def _handler(partner: Partner) -> type[JsonHandler]:
    class Handler(JsonHandler):
        def do_POST(self) -> None:
            body = json.loads(self.sent())
            partner.arrived.append(Arrived(self.path, dict(self.headers), body))
            self.do_GET()

        def do_GET(self) -> None:
            reply = partner.next_reply()
            self.send(reply.status, reply.body, reply.headers)

    return Handler


REFUSING = "http://127.0.0.1:1"
