"""Answering TTS: a signed receipt for each completion, sent until TTS has taken it."""

import json
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

import requests

from shared.identity.signatures import signed_headers
from simulators.faults.book import FaultBook
from simulators.faults.http import spoil
from simulators.faults.kinds import Fault, Form, Kind
from simulators.partner.completions import Completions

OPERATION: Final = "receipt"
KINDS: Final = (Kind.SLOW, Kind.DUPLICATE, Kind.MALFORMED, Kind.SILENT, Kind.BAD_SIGNATURE)
TIMEOUT_SECONDS = 10
POLL_SECONDS = 1.0
# TTS understood and does not want it; everything else may be different next time.
FINAL = frozenset({400, 404, 409, 410, 422})


@dataclass(frozen=True, slots=True)
class ReceiptBox:
    """Where receipts go and the key that signs them."""

    url: str
    key_id: str
    secret: str


class ReceiptSender:
    """Sends due receipts in a thread of its own; `wake()` after each new completion."""

    def __init__(self, completions: Completions, box: ReceiptBox, book: FaultBook) -> None:
        self._completions = completions
        self._box = box
        self._book = book
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False
        self._news = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="receipts", daemon=True).start()

    def wake(self) -> None:
        self._news.set()

    def _run(self) -> None:
        while True:
            self._news.wait(POLL_SECONDS)
            self._news.clear()
            self.send_due()

    def send_due(self) -> None:
        for completion in self._completions.due():
            self._send(completion)

    def _send(self, completion: dict[str, Any]) -> None:
        fault = self._book.draw(OPERATION)
        outcome = self._met(fault, completion) if fault else self._deliver(completion)
        self._book.log(OPERATION, f"ticket {completion['ticket_id']}", fault, outcome)

    def _met(self, fault: Fault, completion: dict[str, Any]) -> str:
        """Do it wrong; what TTS did not take because of that is sent again later, properly."""
        if fault.seconds:
            self._book.wait(fault.seconds)
        if fault.kind in (Kind.SLOW, Kind.DUPLICATE):
            if fault.kind is Kind.DUPLICATE:
                self._post(completion, self._box.secret)
            return self._deliver(completion)
        answer = None
        if fault.kind is Kind.BAD_SIGNATURE:
            answer = self._post(completion, f"not {self._box.secret}")
        elif fault.kind is Kind.MALFORMED:
            answer = self._post(completion, self._box.secret, fault.form)
        outcome = "kept back" if fault.kind is Kind.SILENT else _outcome(answer)
        self._completions.receipt_failed(
            completion["idempotency_key"], outcome, _retry_after(answer)
        )
        return outcome

    def _deliver(self, completion: dict[str, Any]) -> str:
        key = completion["idempotency_key"]
        answer = self._post(completion, self._box.secret)
        outcome = _outcome(answer)
        if answer is None:
            self._completions.receipt_failed(key, outcome)
        elif answer.ok:
            self._completions.receipt_settled(key, delivered=True)
        elif answer.status_code in FINAL:
            self._completions.receipt_settled(key, delivered=False, error=outcome)
        else:
            self._completions.receipt_failed(key, outcome, _retry_after(answer))
        return outcome

    def _post(
        self, completion: dict[str, Any], secret: str, spoiled: Form | None = None
    ) -> requests.Response | None:
        body = json.dumps(receipt_of(completion)).encode()
        if spoiled:
            body = spoil(body, spoiled)
        signed = signed_headers(self._box.key_id, secret, int(time.time()), body)
        headers = {"Content-Type": "application/json", **signed}
        try:
            return self._session.post(
                self._box.url, data=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException:
            return None


def _outcome(answer: requests.Response | None) -> str:
    return "TTS does not answer" if answer is None else f"{answer.status_code} {answer.text[:500]}"


def _retry_after(answer: requests.Response | None) -> float:
    """Seconds; 0 where TTS does not say, or says a date."""
    text = "" if answer is None else answer.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else 0.0


def receipt_of(completion: dict[str, Any]) -> dict[str, Any]:
    """The body of `POST /integrations/<ams|bms>/receipts/`."""
    names = ("idempotency_key", "ticket_id", "status", "reference", "reason")
    return {name: completion[name] for name in names}
