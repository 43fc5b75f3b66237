"""The rules of an endpoint. Each asks something and judges the answer."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from simulators.conformance.calls import Endpoint, Exchange, retry_after
from simulators.conformance.contracts import Body, Contract, with_value
from simulators.conformance.findings import Finding, judge, untried

AT_ONCE: Final = 4
BURST: Final = 20
REFUSED: Final = (400, 422)
CONFLICT: Final = (409, 422)
BUSY: Final = (409, 425, 429)


@dataclass(frozen=True, slots=True)
class Trial:
    """An endpoint under test; `key` came with `body`, and `first` is the answer to both."""

    contract: Contract
    endpoint: Endpoint
    body: Body
    key: str
    correlation_id: str
    first: Exchange


def begin(contract: Contract, endpoint: Endpoint, request: Body | None = None) -> Trial:
    """Ask the first question, about a free asset where the partner names one instead of ours."""
    body = contract.fresh(request or contract.request)
    key, correlation_id = str(uuid.uuid4()), str(uuid.uuid4())
    first = endpoint.ask(body, key=key, correlation_id=correlation_id)
    if alternative := _alternative(first):
        body, key = {**body, "asset_id": alternative}, str(uuid.uuid4())
        first = endpoint.ask(body, key=key, correlation_id=correlation_id)
    return Trial(contract, endpoint, body, key, correlation_id, first)


def _alternative(exchange: Exchange) -> str | None:
    named = (exchange.body or {}).get("available_alternatives")
    return (
        str(named[0]) if exchange.status in REFUSED and isinstance(named, list) and named else None
    )


def _exchange(rule: str, good: bool, exchange: Exchange, expected: str) -> Finding:
    return judge(rule, good, sent=exchange.sent, expected=expected, came=exchange.came)


def success(trial: Trial) -> Iterator[Finding]:
    yield _exchange("success", trial.first.ok, trial.first, "200 or 201")


def in_time(trial: Trial) -> Iterator[Finding]:
    limit = trial.endpoint.timeout
    good = bool(trial.first.status) and trial.first.seconds <= limit
    yield _exchange("in time", good, trial.first, f"an answer within {limit:g} s")


def json_object(trial: Trial) -> Iterator[Finding]:
    kind = trial.first.headers.get("Content-Type", "")
    good = trial.first.body is not None and "json" in kind
    yield _exchange("json", good, trial.first, "a JSON object, and a Content-Type that says so")


def shape(trial: Trial) -> Iterator[Finding]:
    contract = trial.contract
    objection = contract.objection(trial.first.body or {}) if trial.first.ok else "no success"
    name, values = contract.one_of
    expected = f"{name} {' or '.join(map(str, values))}, with {', '.join(contract.answered)}"
    yield _exchange("shape", not objection, trial.first, expected)


def correlation(trial: Trial) -> Iterator[Finding]:
    came = trial.first.headers.get("X-Correlation-ID")
    yield judge(
        "correlation",
        came == trial.correlation_id,
        sent=f"X-Correlation-ID: {trial.correlation_id}",
        expected="the same header in the answer",
        came=f"X-Correlation-ID: {came}" if came else trial.first.error or "no such header",
    )


def repeat(trial: Trial) -> Iterator[Finding]:
    again = trial.endpoint.ask(trial.body, key=trial.key)
    good = again.ok and again.body is not None and again.body == trial.first.body
    expected = f"the first answer again: {trial.first.text}"
    yield _exchange("repeat", good, again, expected)


def conflict(trial: Trial) -> Iterator[Finding]:
    other = trial.endpoint.ask(trial.contract.changed(trial.body), key=trial.key)
    yield _exchange("conflict", other.status in CONFLICT, other, "409 (or 422)")


def at_once(trial: Trial) -> Iterator[Finding]:
    """The same question from several threads: one effect, so one answer."""
    body, key = _another(trial), str(uuid.uuid4())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: trial.endpoint.ask(body, key=key), range(AT_ONCE)))
    done = [answer for answer in answers if answer.ok]
    same = all(answer.body == done[0].body and answer.body is not None for answer in done)
    good = bool(done) and same and all(a.ok or a.status in BUSY for a in answers)
    came = "; ".join(answer.came for answer in answers)
    expected = f"{AT_ONCE} equal answers, or 409 while the first is at work"
    yield judge("at once", good, sent=answers[0].sent, expected=expected, came=came)


def _another(trial: Trial) -> Body:
    """A new good question; another asset where ours is taken now."""
    body = trial.contract.fresh(trial.body)
    if "asset_id" in body:
        body["asset_id"] = _alternative(trial.endpoint.ask(body)) or body["asset_id"]
    return trial.contract.fresh(body)


def fields(trial: Trial) -> Iterator[Finding]:
    for place, value in trial.contract.wrong.items():
        body = with_value(trial.contract.fresh(trial.body), place, value)
        name = next(step for step in reversed(place) if isinstance(step, str))
        answer = trial.endpoint.ask(body)
        good = answer.status in REFUSED and name.lower() in answer.text.lower()
        yield _exchange("fields", good, answer, f"400 or 422 that names {name}")


def not_json(trial: Trial) -> Iterator[Finding]:
    answer = trial.endpoint.ask(b'{"half": ')
    yield _exchange("not json", answer.status in (400, 415, 422), answer, "400, 415 or 422")


def access(trial: Trial) -> Iterator[Finding]:
    for headers in ({}, trial.contract.authorise("not the key")):
        answer = trial.endpoint.ask(trial.contract.fresh(trial.body), authorised=headers)
        yield _exchange("access", answer.status in (401, 403), answer, "401 (or 403)")


def refusal(trial: Trial) -> Iterator[Finding]:
    """How a system says no: only where we know something it must say no to."""
    if trial.contract.system == "ams":
        answer = trial.endpoint.ask(trial.contract.fresh(trial.body))
        named = (answer.body or {}).get("available_alternatives")
        reason = (answer.body or {}).get("error")
        good = answer.status in REFUSED and isinstance(named, list) and bool(reason)
        expected = "400 with error and available_alternatives: the asset is reserved by now"
        yield _exchange("refusal", good, answer, expected)
    elif trial.contract.system == "bms":
        answer = trial.endpoint.ask({**trial.body, "amount": "999999999999.00"})
        body = answer.body or {}
        good = answer.ok and body.get("approved") is False and bool(body.get("reason"))
        yield _exchange("refusal", good, answer, "200 with approved false and a reason")


def burst(trial: Trial) -> Iterator[Finding]:
    """As many repetitions as may come together after a pause; they have no effect."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ask = trial.endpoint.ask
        answers = list(pool.map(lambda _: ask(trial.body, key=trial.key), range(BURST)))
    bad = [answer for answer in answers if not (answer.ok or answer.status == 429)]
    came = bad[0].came if bad else f"{len(answers)} answers"
    expected = f"{BURST} successes, or 429 with Retry-After"
    yield judge("burst", not bad, sent=answers[0].sent, expected=expected, came=came)


def throttling(trial: Trial) -> Iterator[Finding]:
    """Judges every 429 that came while the other rules were tried."""
    if not trial.endpoint.throttled:
        yield untried("retry after", "the endpoint has not answered 429")
    for answer in trial.endpoint.throttled[:AT_ONCE]:
        came = f"HTTP 429, Retry-After: {answer.headers.get('Retry-After')}"
        yield judge(
            "retry after",
            retry_after(answer) is not None,
            sent=answer.sent,
            expected="Retry-After with 429, in seconds or as a date",
            came=came,
        )


def health(trial: Trial) -> Iterator[Finding]:
    answer = trial.endpoint.alive()
    yield _exchange("health", answer.status == 200, answer, "200 without a key")


RULES: Final[tuple[Callable[[Trial], Iterator[Finding]], ...]] = (
    success,
    in_time,
    json_object,
    shape,
    correlation,
    repeat,
    conflict,
    at_once,
    fields,
    not_json,
    access,
    refusal,
    burst,
    throttling,
    health,
)


def try_endpoint(trial: Trial) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(trial)
