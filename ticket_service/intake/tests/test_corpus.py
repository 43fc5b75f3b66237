"""Every ticket of test-data: the good ones are taken in, the bad ones refused as promised."""

import base64
import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from shared.contracts.tickets import ReceiveTicket
from shared.identity.signatures import signed_headers
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from ticket_service.tickets.models import Ticket

pytestmark = pytest.mark.django_db

CORPUS = Path(__file__).parents[3] / "test-data"
GOOD = json.loads((CORPUS / "hdts-tickets.json").read_text())["tickets"]
BAD = json.loads((CORPUS / "bad-tickets.json").read_text())["tickets"]
KEY, SECRET = "hdts-1", "secret of the corpus"


@pytest.fixture(autouse=True)
def hdts_key(settings):
    settings.HDTS_KEYS = {KEY: SECRET}


@pytest.mark.parametrize("ticket", [one["ticket"] for one in GOOD])
def test_a_good_ticket_is_taken_in(ticket):
    answer = send(body_of({"body": ticket}), "application/json", "right")

    assert answer.status_code == 201, answer.json()
    [message] = outbox_messages(ReceiveTicket)
    Draft202012Validator(ReceiveTicket.schema()).validate(message.kwargs())
    assert message.raw()["external_id"] == answer.json()["ticket_number"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in BAD])
def test_a_bad_ticket_is_refused(case):
    content_type = case.get("content_type", "application/json")

    answer = send(body_of(case), content_type, case.get("signature", "right"))

    refusal = answer.json()
    assert (answer.status_code, refusal["code"]) == (
        case["expect"]["status"],
        case["expect"]["code"],
    ), refusal
    named = sorted({detail["field"] for detail in refusal["details"]})
    assert named == sorted(case["expect"]["fields"]), refusal
    assert not Ticket.objects.exists()
    assert not outbox_messages(ReceiveTicket)


def test_the_corpus_is_large_and_varied():
    tickets = [one["ticket"] for one in GOOD]

    assert len(GOOD) >= 200
    assert len(BAD) >= 60
    assert {one["shape"] for one in GOOD} == {"hdts", "tts"}
    assert {ticket["priority"].lower() for ticket in tickets} == {"low", "medium", "high", "urgent"}
    assert len({ticket["description"] for ticket in tickets}) == len(tickets)


def body_of(case):
    """The bytes to send; see test-data/README.md for `fill` and `nest`."""
    if "raw_base64" in case:
        return base64.b64decode(case["raw_base64"])
    fill = case.get("fill")
    filling = fill["text"] * fill["times"] if fill else ""
    if "raw" in case:
        return (case["raw"] + filling).encode()
    body = case["body"]
    if fill:
        body = body | {fill["field"]: filling}
    if nest := case.get("nest"):
        body = body | {nest["field"]: _nested(nest["levels"])}
    return json.dumps(body).encode()


def _nested(levels):
    return {"branch": _nested(levels - 1)} if levels else "leaf"


def send(body, content_type, how):
    headers = _headers(body, how)
    return make_client().generic("POST", "/send/", body, content_type, headers=headers)


def _headers(body, how):
    now = int(time.time())
    right = signed_headers(KEY, SECRET, now, body)
    return {
        "right": right,
        "missing": {},
        "unknown_key": right | {"X-TTS-Key": "hdts-9"},
        "wrong_secret": signed_headers(KEY, "guess", now, body),
        "tampered": signed_headers(KEY, SECRET, now, body + b" "),
        "stale": signed_headers(KEY, SECRET, now - 600, body),
        "future": signed_headers(KEY, SECRET, now + 600, body),
        "not_a_number": right | {"X-TTS-Timestamp": "noon"},
        "empty": right | {"X-TTS-Signature": ""},
    }[how]
