"""Rules of receipts: a partner is told of completions and answers to us instead of to TTS."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.errors import AuthFailed
from shared.identity.signatures import verify
from simulators.conformance.findings import Finding, judge
from simulators.web import Answer, Request, Site, json_answer

Payload = dict[str, Any]
Send = Callable[[Payload], None]
RETRY_AFTER: Final = 2
STATUSES: Final = ("confirmed", "refused")


@dataclass(frozen=True, slots=True)
class Arrival:
    at: float
    request: Request
    answered: int

    @property
    def receipt(self) -> dict[str, Any]:
        try:
            value = json.loads(self.request.body)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


class Inbox:
    """Stands in for TTS: takes receipts, after a 503 and a 429 for each completion."""

    def __init__(self) -> None:
        self._arrived: list[Arrival] = []
        self._changed = threading.Condition()

    def site(self, system: str) -> Site:
        site = Site()
        site.add("POST", f"/integrations/{system}/receipts/", self._take)
        return site

    def _take(self, request: Request) -> Answer:
        arrival = Arrival(time.monotonic(), request, 0)
        with self._changed:
            before = len(self.of(arrival.receipt.get("idempotency_key")))
            status = (503, 429, 200)[min(before, 2)]
            self._arrived.append(replace(arrival, answered=status))
            self._changed.notify_all()
        answer = json_answer({}, status)
        return (
            replace(answer, headers={"Retry-After": str(RETRY_AFTER)}) if status == 429 else answer
        )

    def of(self, key: object) -> list[Arrival]:
        """The receipts for the completion of that key, oldest first."""
        return [one for one in self._arrived if one.receipt.get("idempotency_key") == key]

    def wait(self, key: str, count: int, seconds: float) -> list[Arrival]:
        """At least `count` receipts for that key, or those there are after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.of(key)) >= count, seconds)
            return self.of(key)


def completion(system: str) -> Payload:
    """A good completion of a workflow, as TTS sends it."""
    common = {
        "ticket_id": f"CT-{uuid.uuid4().hex[:12]}",
        "completed_at": "2026-01-01T08:00:00Z",
        "idempotency_key": str(uuid.uuid4()),
    }
    if system == "ams":
        return AmsCompletion(
            **common, asset_name="Laptop", serial_number="CT-1", action="Check-in"
        ).kwargs()
    return BmsCompletion(
        **common, requested_budget="1.00", cost_items={"Laptop": "1.00"}, approved_by=1
    ).kwargs()


def senseless(system: str) -> Payload:
    """One that a partner cannot act on, though it is well-formed."""
    if system == "ams":
        return {**completion(system), "asset_name": None, "serial_number": None}
    return {**completion(system), "requested_budget": "0.00"}


def try_receipts(
    system: str, send: Send, inbox: Inbox, keys: Mapping[str, str], seconds: float
) -> Iterator[Finding]:
    """Tell the partner of three completions and judge its receipts; waits `seconds` for each."""
    good, bad = completion(system), senseless(system)
    # The broker may deliver anything twice.
    for payload in (good, good, bad):
        send(payload)
    receipts = inbox.wait(good["idempotency_key"], 3, seconds)
    yield from _first(good, receipts, keys)
    yield from _again(good, receipts)
    refused = inbox.wait(bad["idempotency_key"], 1, seconds)
    named = [one.receipt for one in refused if one.receipt.get("status") == "refused"]
    yield judge(
        "receipt refuses",
        any(receipt.get("reason") for receipt in named),
        sent=json.dumps(bad),
        expected="a receipt with status refused and a reason",
        came=_shown(refused),
    )


def _first(good: Payload, receipts: list[Arrival], keys: Mapping[str, str]) -> Iterator[Finding]:
    sent, came = json.dumps(good), _shown(receipts)
    first = receipts[0].receipt if receipts else {}
    right = first.get("status") in STATUSES and bool(first.get("reference"))
    expected = "idempotency_key, status confirmed or refused, and reference"
    yield judge("receipt", right, sent=sent, expected=expected, came=came)
    yield judge(
        "receipt signed",
        bool(receipts) and all(_signed(one, keys) for one in receipts),
        sent=sent,
        expected="X-TTS-Key, X-TTS-Timestamp and X-TTS-Signature over timestamp.body",
        came=_signatures(receipts),
    )


def _again(good: Payload, receipts: list[Arrival]) -> Iterator[Finding]:
    sent, came = json.dumps(good), _shown(receipts)
    same = all(one.receipt == receipts[0].receipt for one in receipts)
    yield judge(
        "receipt repeated",
        len(receipts) >= 3 and same,
        sent=f"{sent}, answered 503 and 429",
        expected="the same receipt until it is taken, also for a completion delivered twice",
        came=came,
    )
    waited = receipts[2].at - receipts[1].at if len(receipts) > 2 else None
    yield judge(
        "receipt waits",
        waited is not None and waited >= RETRY_AFTER,
        sent=f"429 with Retry-After: {RETRY_AFTER}",
        expected=f"the next attempt after {RETRY_AFTER} s or more",
        came="no next attempt" if waited is None else f"the next attempt after {waited:.1f} s",
    )


def _signed(arrival: Arrival, keys: Mapping[str, str]) -> bool:
    try:
        verify(keys, arrival.request.headers, arrival.request.body, now=time.time())
    except AuthFailed:
        return False
    return True


def _signatures(receipts: list[Arrival]) -> str:
    if not receipts:
        return "no receipt"
    names = ("X-TTS-Key", "X-TTS-Timestamp", "X-TTS-Signature")
    headers = receipts[0].request.headers
    return ", ".join(f"{name}: {headers.get(name, 'missing')}" for name in names)


def _shown(receipts: list[Arrival]) -> str:
    bodies = [one.request.body.decode("utf-8", "replace")[:400] for one in receipts]
    return f"{len(receipts)} receipts: {bodies[0]}" if bodies else "no receipt"
