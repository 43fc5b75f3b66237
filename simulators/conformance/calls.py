"""One call to the endpoint under test, and everything about it that a report may have to show."""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import requests

SHOWN: Final = 400
# Long enough for any honest Retry-After, short enough for whoever waits for the report.
LONGEST_WAIT: Final = 60.0
PATIENCE: Final = 3
CONNECT_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent and what came; `status` 0 with an `error` when nothing did."""

    sent: str
    status: int = 0
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def body(self) -> dict[str, Any] | None:
        """The JSON object that came, or None."""
        try:
            value = json.loads(self.text)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None

    @property
    def came(self) -> str:
        return self.error or f"HTTP {self.status} after {self.seconds:.2f} s: {self.text[:SHOWN]}"


class Endpoint:
    """Speaks to `url` as TTS does; keeps every 429 it meets and waits as long as that asks."""

    def __init__(self, url: str, path: str, authorised: Mapping[str, str], timeout: float) -> None:
        self.url = url.rstrip("/")
        self.path = path
        self.timeout = timeout
        self.throttled: list[Exchange] = []
        self._authorised = authorised
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False

    def ask(
        self,
        body: Any,
        *,
        key: str | None = None,
        authorised: Mapping[str, str] | None = None,
        correlation_id: str | None = None,
    ) -> Exchange:
        """POST `body` (bytes as they are) under `key`, or a fresh one."""
        key = key or str(uuid.uuid4())
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "X-Idempotency-Key": key,
            "X-Correlation-ID": correlation_id or str(uuid.uuid4()),
            **(self._authorised if authorised is None else authorised),
        }
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._patiently("POST", self.path, headers, content)

    def alive(self) -> Exchange:
        return self._once("GET", "/health/live", {}, b"")

    def _patiently(
        self, method: str, path: str, headers: Mapping[str, str], content: bytes
    ) -> Exchange:
        exchange = self._once(method, path, headers, content)
        for _ in range(PATIENCE):
            if exchange.status != 429:
                break
            self.throttled.append(exchange)
            time.sleep(min(retry_after(exchange) or 1.0, LONGEST_WAIT))
            exchange = self._once(method, path, headers, content)
        return exchange

    def _once(self, method: str, path: str, headers: Mapping[str, str], content: bytes) -> Exchange:
        sent = f"{method} {path} {_shown(headers)} {content[:SHOWN].decode('utf-8', 'replace')}"
        began = time.monotonic()
        timeout = (min(CONNECT_SECONDS, self.timeout), self.timeout)
        try:
            answer = self._session.request(
                method,
                self.url + path,
                data=content,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            waited = time.monotonic() - began
            return Exchange(sent, error=f"{type(error).__name__} after {waited:.2f} s: {error}")
        seconds = time.monotonic() - began
        return Exchange(sent, answer.status_code, answer.text, answer.headers, seconds)


def retry_after(exchange: Exchange) -> float | None:
    """Seconds, from a number or a date (RFC 9110); None when there is neither."""
    text = exchange.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _shown(headers: Mapping[str, str]) -> str:
    """The headers that matter, secrets masked."""
    names = ("X-Idempotency-Key", "X-Correlation-ID")
    shown = [f"{name}: {headers[name]}" for name in names if name in headers]
    masked = (name for name in headers if name in ("Authorization", "X-API-Key"))
    return f"[{', '.join([*shown, *(f'{name}: …' for name in masked)])}]"
