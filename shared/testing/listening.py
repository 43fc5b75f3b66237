"""Servers that tests talk to, on free ports of the loopback interface."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class JsonHandler(BaseHTTPRequestHandler):
    """Answers in JSON, and says nothing of it on the screen."""

    def sent(self) -> bytes:
        """The body of the request, which has to be read before an answer."""
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def send(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        """`body` as JSON; bytes go as they are."""
        ready = isinstance(body, bytes)
        content = body if ready else json.dumps(body).encode()
        told = {} if ready else {"Content-Type": "application/json"}
        self.send_response(status)
        for name, value in {**told, **(headers or {}), "Content-Length": len(content)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


class Listening:
    """A server that answers at `url` until `close()`."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    server = Listening(handler)
    try:
        yield server.url
    finally:
        server.close()
