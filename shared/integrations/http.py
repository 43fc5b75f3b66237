"""One HTTP attempt, its outcome classified."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import orjson
import requests

from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled, Refused, Retryable
from shared.observability import tracing

CONNECT_SECONDS = 3.0
MAX_ANSWER_BYTES = 1024 * 1024
CHUNK = 16 * 1024


def post(url: str, body: Any, *, headers: Mapping[str, str], context: CallContext) -> Any:
    """The JSON answer to one POST within `context.timeout`.

    Retryable: no connection, time-out, 5xx, 408, 425, 429. Refused: any other 4xx, with its reason.
    Garbled: a redirection, or a success that is not JSON.
    """
    sent = {
        **headers,
        "Content-Type": "application/json",
        "Idempotency-Key": context.idempotency_key,
    }
    with requests.Session() as session:
        return _exchange(session, "POST", url, context, headers=sent, data=orjson.dumps(body))


def get(
    url: str,
    params: Mapping[str, Any] | None,
    *,
    headers: Mapping[str, str],
    context: CallContext,
    session: requests.Session,
) -> Any:
    """The JSON answer to one GET; fails like `post`. The `session` keeps its connections."""
    return _exchange(session, "GET", url, context, headers=headers, params=params)


def _exchange(
    session: requests.Session,
    method: str,
    url: str,
    context: CallContext,
    *,
    headers: Mapping[str, str],
    **body: Any,
) -> Any:
    deadline = time.monotonic() + context.timeout
    try:
        with session.request(
            method,
            url,
            headers={
                **headers,
                "X-Correlation-ID": context.correlation_id,
                **tracing.carrier(),
            },
            timeout=(min(CONNECT_SECONDS, context.timeout), context.timeout),
            stream=True,
            allow_redirects=False,
            **body,
        ) as response:
            content = _read(response, deadline)
    except requests.RequestException as error:
        raise Retryable(f"{type(error).__name__}: no answer from {url}") from error
    return _classify(response, content)


def _read(response: requests.Response, deadline: float) -> bytes:
    """The body; a partner that sends a byte now and then does not outlive the deadline."""
    content = b""
    for chunk in response.iter_content(CHUNK):
        content += chunk
        if len(content) > MAX_ANSWER_BYTES:
            raise Garbled(f"The answer has more than {MAX_ANSWER_BYTES} bytes")
        if time.monotonic() > deadline:
            raise requests.ReadTimeout("the answer takes too long")
    return content


def _classify(response: requests.Response, content: bytes) -> Any:
    status = response.status_code
    if status >= 500 or status in (408, 425, 429):
        asked = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
        raise Retryable(f"HTTP {status}", retry_after=asked)
    answer = _json(content)
    if status >= 400:
        body = answer if isinstance(answer, dict) else {}
        raise Refused(status, _reason(body) or f"HTTP {status}", body)
    if status >= 300 or answer is None:
        raise Garbled(f"HTTP {status} without a JSON answer")
    return answer


def _json(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None


def _reason(body: Mapping[str, Any]) -> str:
    """What partners call their reason."""
    named = (body.get(name) for name in ("error", "message", "reason", "detail"))
    return next((text[:500] for text in named if isinstance(text, str) and text), "")


def retry_after(header: str, now: datetime) -> float:
    """Seconds until a Retry-After header's moment, given in seconds or as a date (RFC 9110)."""
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def probe(url: str) -> Health:
    """Whether anybody answers at `url`."""
    began = time.monotonic()
    try:
        status = requests.get(url, timeout=CONNECT_SECONDS, allow_redirects=False).status_code
    except requests.RequestException as error:
        return Health("fail", _ms(began), type(error).__name__)
    return Health("fail" if status >= 500 else "pass", _ms(began), f"HTTP {status}")


def _ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
