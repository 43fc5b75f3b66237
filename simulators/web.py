"""A very small web server: routes, JSON, errors that name what is wrong. Standard library only."""

import json
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_BODY = 1024 * 1024
CORRELATION = "X-Correlation-ID"


class Headers(Mapping[str, str]):
    """By name, in whatever case a client or a proxy writes it."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._values = {name.lower(): value for name, value in given.items()}

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The JSON object in the body; Refused(400) when there is none."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Refused(400, f"The body is not JSON: {error}") from error
        if not isinstance(value, dict):
            raise Refused(400, "The body must be a JSON object")
        return value


class Delivery(Enum):
    """How much of an answer reaches the client before the connection ends."""

    WHOLE = "whole"
    HALF = "half"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    content_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WHOLE


class Refused(Exception):
    """An answer other than success: `{"error": text, **more}`."""

    def __init__(self, status: int, text: str, **more: Any) -> None:
        super().__init__(text)
        self.status = status
        self.body = {"error": text, **more}


Handler = Callable[..., Answer]


def json_answer(value: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(value, default=str).encode(), status=status)


def refusal(error: Refused) -> Answer:
    return json_answer(error.body, error.status)


def html_answer(text: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(text.encode(), "text/html; charset=utf-8", headers=headers or {})


def redirect(path: str) -> Answer:
    return Answer(b"", "text/plain", 303, {"Location": path})


class Site:
    """Routes by method and path; `{name}` in a pattern stands for one part of the path."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []
        self.add("GET", "/health/live", lambda _: json_answer({"status": "pass"}))

    def add(self, method: str, pattern: str, handler: Handler) -> None:
        regex = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern)
        self._routes.append((method, re.compile(regex), handler))

    def answer(self, request: Request) -> Answer:
        """The handler's answer, or the error that explains why there is none.

        The correlation id of the question comes back with it.
        """
        answer = self._answer(request)
        if correlation_id := request.headers.get(CORRELATION):
            return replace(answer, headers={**answer.headers, CORRELATION: correlation_id})
        return answer

    def _answer(self, request: Request) -> Answer:
        try:
            return self._find(request)
        except Refused as error:
            return refusal(error)
        except Exception:  # noqa: BLE001  one request's fault must not end the simulator
            traceback.print_exc(file=sys.stderr)
            return json_answer({"error": "Internal error"}, 500)

    def _find(self, request: Request) -> Answer:
        methods = []
        for method, pattern, handler in self._routes:
            if match := pattern.fullmatch(request.path):
                if method == request.method:
                    return handler(request, **match.groupdict())
                methods.append(method)
        if methods:
            raise Refused(405, f"{request.path} takes {' or '.join(methods)}")
        raise Refused(404, f"{request.path} does not exist")

    def server(self, host: str, port: int) -> ThreadingHTTPServer:
        """A server listening on `host` and `port` (0: any free one), not serving yet."""
        server = ThreadingHTTPServer((host, port), _handler_for(self))
        server.daemon_threads = True
        return server


def _handler_for(site: Site) -> type[BaseHTTPRequestHandler]:
    class HttpHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # A client that stops in the middle of a request must not keep its thread for ever.
        timeout = 30

        def _serve(self) -> None:
            length = self.headers.get("Content-Length") or "0"
            if not length.isdigit() or int(length) > MAX_BODY:
                self.close_connection = True
                self._send(json_answer({"error": f"At most {MAX_BODY} bytes"}, 413))
                return
            way = urlsplit(self.path)
            self._send(
                site.answer(
                    Request(
                        method=self.command,
                        path=unquote(way.path),
                        query=dict(parse_qsl(way.query)),
                        headers=Headers(dict(self.headers)),
                        body=self.rfile.read(int(length)),
                    )
                )
            )

        do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = _serve

        def _send(self, answer: Answer) -> None:
            self.close_connection |= answer.delivery is not Delivery.WHOLE
            if answer.delivery is Delivery.NONE:
                return
            self.send_response(answer.status)
            common = {
                "Content-Type": answer.content_type,
                "Content-Length": str(len(answer.body)),
                "X-Content-Type-Options": "nosniff",
            }
            for name, value in {**common, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            half = answer.delivery is Delivery.HALF
            self.wfile.write(answer.body[: len(answer.body) // 2] if half else answer.body)

        def log_message(self, *args: Any) -> None:
            """Quiet: what arrived is on the page."""

    return HttpHandler
