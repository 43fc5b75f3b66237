"""Faults of HTTP endpoints."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from simulators.faults.book import FaultBook
from simulators.faults.kinds import Fault, Form, Kind
from simulators.idempotency import forgetful
from simulators.web import (
    CORRELATION,
    Answer,
    Delivery,
    Handler,
    Refused,
    Request,
    json_answer,
    refusal,
)

Decline = Callable[[Request], Answer]


def around(book: FaultBook, operation: str, handler: Handler, decline: Decline) -> Handler:
    """`handler` for calls that no fault meets; `decline` is how this system says no."""

    def handle(request: Request, **parts: str) -> Answer:
        fault = book.draw(operation)
        call = _Call(request, lambda asked: _answered(handler, asked, parts), decline)
        answer = _met(book, fault, call) if fault else call.act(request)
        outcome = _OUTCOMES.get(answer.delivery) or f"HTTP {answer.status}"
        what = f"{request.method} {request.path}"
        correlation_id = request.headers.get(CORRELATION, "")
        book.log(operation, what, fault, outcome, correlation_id)
        return answer

    return handle


@dataclass(frozen=True, slots=True)
class _Call:
    """A request, what would be done with it, and the refusal of it."""

    request: Request
    act: Callable[[Request], Answer]
    decline: Decline


def _answered(handler: Handler, request: Request, parts: Mapping[str, str]) -> Answer:
    try:
        return handler(request, **parts)
    except Refused as error:
        return refusal(error)


def _met(book: FaultBook, fault: Fault, call: _Call) -> Answer:
    if fault.seconds:
        book.wait(fault.seconds)
    return _KINDS[fault.kind](fault, call)


def _slow(fault: Fault, call: _Call) -> Answer:
    return call.act(call.request)


def _server_error(fault: Fault, call: _Call) -> Answer:
    return json_answer({"error": "Out of order (fault injection)"}, 500)


def _too_many(fault: Fault, call: _Call) -> Answer:
    answer = json_answer({"error": "Too many requests (fault injection)"}, 429)
    return replace(answer, headers={"Retry-After": str(fault.retry_after)})


def _refuse(fault: Fault, call: _Call) -> Answer:
    return Answer(b"", delivery=Delivery.NONE)


def _lost_answer(fault: Fault, call: _Call) -> Answer:
    return replace(call.act(call.request), delivery=Delivery.NONE)


def _decline(fault: Fault, call: _Call) -> Answer:
    try:
        return call.decline(call.request)
    except Refused as error:
        return refusal(error)


def _duplicate(fault: Fault, call: _Call) -> Answer:
    """Acts a second time, as a system does that has lost its memory of idempotency keys."""
    call.act(call.request)
    return call.act(replace(call.request, headers=forgetful(call.request.headers)))


def _malformed(fault: Fault, call: _Call) -> Answer:
    answer = call.act(call.request)
    if fault.form is Form.TRUNCATED:
        return replace(answer, delivery=Delivery.HALF)
    return replace(answer, body=spoil(answer.body, fault.form))


def spoil(body: bytes, form: Form) -> bytes:
    """`body`, unreadable."""
    if form is Form.NOT_JSON:
        return b"<html><body>It works!</body></html>"
    if form is Form.WRONG_SHAPE:
        return json.dumps({"result": ["yes", 42]}).encode()
    return body[: len(body) // 2]


_OUTCOMES: Final = {Delivery.NONE: "no answer", Delivery.HALF: "half an answer"}
_KINDS: Final[Mapping[Kind, Callable[[Fault, _Call], Answer]]] = {
    Kind.SLOW: _slow,
    Kind.SERVER_ERROR: _server_error,
    Kind.TOO_MANY: _too_many,
    Kind.REFUSE: _refuse,
    Kind.LOST_ANSWER: _lost_answer,
    Kind.DECLINE: _decline,
    Kind.DUPLICATE: _duplicate,
    Kind.MALFORMED: _malformed,
}
