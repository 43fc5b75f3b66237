"""The answers of AMS and BMS to TTS, against a real HTTP server that stands in for workflow_api."""

import json
import time
from dataclasses import replace

import pytest

from shared.errors import AuthFailed
from shared.identity.signatures import verify
from simulators.ams.site import Ams
from simulators.faults.kinds import Fault, Form, Kind
from simulators.partner import completions as ledger
from simulators.partner.arrivals import Arrivals
from simulators.partner.receipts import ReceiptBox, ReceiptSender
from simulators.tests.test_ams import COMPLETION
from simulators.web import Site, json_answer


class Tts:
    """Takes receipts; answers with the statuses it was given, then with 200."""

    def __init__(self):
        self.requests = []
        self.statuses = []
        self.headers = {}

    def site(self):
        site = Site()
        site.add("POST", "/integrations/ams/receipts/", self._take)
        return site

    def _take(self, request):
        self.requests.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        return replace(json_answer({}, status), headers=self.headers)


@pytest.fixture
def tts():
    return Tts()


@pytest.fixture
def ams(store, monkeypatch):
    monkeypatch.setattr(ledger, "SLOWEST_SECONDS", 0.0)
    ams = Ams(store, api_key="right")
    ams.completions.receive(COMPLETION)
    return ams


@pytest.fixture
def completions(ams):
    return ams.completions


@pytest.fixture
def sender(ams, tts, serve):
    url = f"{serve(tts.site())}/integrations/ams/receipts/"
    return ReceiptSender(ams.completions, ReceiptBox(url, "ams-1", "secret"), ams.faults)


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


def test_while_tts_is_away_the_receipt_waits(ams):
    nowhere = ReceiptBox("http://127.0.0.1:1/", "ams-1", "secret")

    ReceiptSender(ams.completions, nowhere, ams.faults).send_due()

    assert state(ams.completions) == ("pending", 1)


def switch_on(ams, kind, **more):
    ams.faults.add([Fault(kind=kind, calls=1, **more)])


def test_a_receipt_may_come_twice(sender, ams, tts):
    switch_on(ams, Kind.DUPLICATE)

    sender.send_due()

    assert len(tts.requests) == 2
    assert state(ams.completions) == ("delivered", 1)


def test_a_receipt_kept_back_comes_later(sender, ams, tts):
    switch_on(ams, Kind.SILENT)
    sender.send_due()
    assert tts.requests == []

    sender.send_due()

    assert state(ams.completions) == ("delivered", 2)


def test_a_badly_signed_receipt_is_followed_by_a_good_one(sender, ams, tts):
    switch_on(ams, Kind.BAD_SIGNATURE)
    tts.statuses = [401]

    sender.send_due()
    sender.send_due()

    [bad, _] = tts.requests
    with pytest.raises(AuthFailed):
        verify({"ams-1": "secret"}, bad.headers, bad.body, now=time.time())
    assert state(ams.completions) == ("delivered", 2)


@pytest.mark.parametrize("form", list(Form))
def test_a_malformed_receipt_is_followed_by_a_good_one(sender, ams, tts, form):
    switch_on(ams, Kind.MALFORMED, form=form)
    tts.statuses = [400]

    sender.send_due()
    sender.send_due()

    assert b"idempotency_key" not in tts.requests[0].body[30:]
    assert json.loads(tts.requests[1].body)["status"] == "confirmed"
    assert state(ams.completions) == ("delivered", 2)


def test_a_declined_completion_is_answered_with_a_refusal(ams):
    switch_on(ams, Kind.DECLINE)
    arriving = Arrivals(ams.completions, ams.faults)

    arriving.receive({**COMPLETION, "idempotency_key": "another"})

    [newest, _] = ams.completions.listed()
    assert (newest["status"], newest["reason"]) == ("refused", "Declined (fault injection)")


def test_a_receipt_waits_as_long_as_tts_asks(sender, completions, tts):
    tts.statuses = [429]
    tts.headers = {"Retry-After": "60"}

    sender.send_due()
    sender.send_due()

    assert len(tts.requests) == 1
