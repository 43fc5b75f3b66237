"""The answers of AMS and BMS to TTS, against a real HTTP server that stands in for workflow_api."""

import json
import time

import pytest

from shared.identity.signatures import verify
from simulators.ams.site import Ams
from simulators.partner import completions as ledger
from simulators.partner.receipts import ReceiptBox, ReceiptSender
from simulators.tests.test_ams import COMPLETION
from simulators.web import Site, json_answer


class Tts:
    """Takes receipts; answers with the statuses it was given, then with 200."""

    def __init__(self):
        self.requests = []
        self.statuses = []

    def site(self):
        site = Site()
        site.add("POST", "/integrations/ams/receipts/", self._take)
        return site

    def _take(self, request):
        self.requests.append(request)
        return json_answer({}, self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
def tts():
    return Tts()


@pytest.fixture
def completions(store, monkeypatch):
    monkeypatch.setattr(ledger, "SLOWEST_SECONDS", 0.0)
    ams = Ams(store, api_key="right")
    ams.completions.receive(COMPLETION)
    return ams.completions


@pytest.fixture
def sender(completions, tts, serve):
    url = f"{serve(tts.site())}/integrations/ams/receipts/"
    return ReceiptSender(completions, ReceiptBox(url, "ams-1", "secret"))


def state(completions):
    [row] = completions.listed()
    return row["receipt"], row["receipt_attempts"]


def test_a_receipt_says_what_became_of_the_completion_and_is_signed(sender, completions, tts):
    sender.send_due()

    [request] = tts.requests
    keys = {"ams-1": "secret"}
    assert verify(keys, request.headers, request.body, now=time.time()) == "ams-1"
    assert json.loads(request.body) == {
        "idempotency_key": "end-of-7",
        "ticket_id": "HD-7",
        "status": "confirmed",
        "reference": "AMS-000001",
        "reason": "",
    }
    assert state(completions) == ("delivered", 1)


def test_a_delivered_receipt_is_not_sent_again(sender, tts):
    sender.send_due()
    sender.send_due()

    assert len(tts.requests) == 1


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_receipt_that_tts_cannot_take_now_is_sent_again(sender, completions, tts, status):
    tts.statuses = [status, status]

    for _ in range(3):
        sender.send_due()

    assert state(completions) == ("delivered", 3)


def test_a_receipt_that_tts_does_not_want_is_given_up(sender, completions, tts):
    tts.statuses = [404]

    sender.send_due()
    sender.send_due()

    assert state(completions) == ("rejected", 1)


def test_while_tts_is_away_the_receipt_waits(completions):
    nowhere = ReceiptBox("http://127.0.0.1:1/", "ams-1", "secret")

    ReceiptSender(completions, nowhere).send_due()

    assert state(completions) == ("pending", 1)
