import json

import pytest

from deploy.chaos.ledger import NO_ANSWER, TICKET, Ledger


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger.jsonl")
    yield ledger
    ledger.close()


@pytest.mark.parametrize(
    ("status", "settled"),
    [(201, True), (200, True), (400, True), (409, True)]
    + [(status, False) for status in (NO_ANSWER, 401, 429, 500, 502, 503)],
)
def test_a_client_stops_asking_when_the_answer_is_final(ledger, status, settled):
    entry = ledger.sent(TICKET, "T-1", way="http")

    ledger.answered(entry, status)

    assert entry.settled is settled


def test_every_attempt_and_answer_is_on_disk_at_once(ledger, tmp_path):
    for status in (503, 201):
        ledger.answered(ledger.sent(TICKET, "T-1", way="http"), status)

    lines = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]

    assert [line["event"] for line in lines] == ["sent", "answered", "sent", "answered"]
    assert [line.get("status") for line in lines] == [None, 503, None, 201]


def test_attempts_at_one_thing_are_one_entry(ledger):
    for _ in range(3):
        ledger.sent(TICKET, "T-1", way="http")

    [entry] = ledger.entries(TICKET)
    assert entry.attempts == 3
