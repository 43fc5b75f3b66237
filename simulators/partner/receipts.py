"""Answering TTS: a signed receipt for each completion, sent until TTS has taken it."""

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

import requests

from shared.identity.signatures import signed_headers
from simulators.partner.completions import Completions

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

    def __init__(self, completions: Completions, box: ReceiptBox) -> None:
        self._completions = completions
        self._box = box
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
        key = completion["idempotency_key"]
        body = json.dumps(receipt_of(completion)).encode()
        signed = signed_headers(self._box.key_id, self._box.secret, int(time.time()), body)
        headers = {"Content-Type": "application/json", **signed}
        try:
            answer = self._session.post(
                self._box.url, data=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            self._completions.receipt_failed(key, f"TTS does not answer ({type(error).__name__})")
            return
        text = f"{answer.status_code} {answer.text[:500]}"
        if answer.ok:
            self._completions.receipt_settled(key, delivered=True)
        elif answer.status_code in FINAL:
            self._completions.receipt_settled(key, delivered=False, error=text)
        else:
            self._completions.receipt_failed(key, text)


def receipt_of(completion: dict[str, Any]) -> dict[str, Any]:
    """The body of `POST /integrations/<ams|bms>/receipts/`."""
    names = ("idempotency_key", "ticket_id", "status", "reference", "reason")
    return {name: completion[name] for name in names}
