"""A partner on the loopback interface whose answers a test decides."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


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

    def __init__(self, url: str) -> None:
        self.url = url
        self.replies: list[Reply | Callable[[], Reply]] = [Reply()]
        self.arrived: list[Arrived] = []

    def next_reply(self) -> Reply:
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply() if callable(reply) else reply


@contextmanager
def partner() -> Iterator[Partner]:
    """A partner listening on a free port while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    found = Partner(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(found)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def _handler(partner: Partner) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            partner.arrived.append(Arrived(self.path, dict(self.headers), json.loads(content)))
            self._send(partner.next_reply())

        def do_GET(self) -> None:
            self._send(partner.next_reply())

        def _send(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    return Handler


REFUSING = "http://127.0.0.1:1"
