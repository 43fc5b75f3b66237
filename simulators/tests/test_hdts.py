import json
import time
from datetime import UTC, datetime

import pytest
import requests

from shared.contracts.tickets import InvalidTicket, normalise
from shared.errors import AuthFailed
from shared.identity.signatures import verify
from simulators.hdts.__main__ import main
from simulators.hdts.desk import Desk
from simulators.hdts.mischief import Key, Mischief, sendings
from simulators.hdts.samples import fresh_tickets, number_of
from simulators.hdts.sending import HelpDesk
from simulators.hdts.site import HdtsSite
from simulators.web import Refused, Site, json_answer

KEYS = {"hdts-1": "secret"}
KEY = Key("hdts-1", "secret")


class TicketService:
    """Checks signatures and tickets as ticket_service does, and remembers both."""

    def __init__(self):
        self.tickets = []
        self.signatures = []

    def site(self):
        site = Site()
        site.add("POST", "/send/", self._send)
        site.add("GET", "/tickets/", self._list)
        return site

    def _send(self, request):
        try:
            verify(KEYS, request.headers, request.body, now=time.time())
        except AuthFailed as error:
            raise Refused(401, error.message) from error
        signature = request.headers["X-TTS-Signature"]
        if signature in self.signatures:
            raise Refused(401, "This signature was used before")
        self.signatures.append(signature)
        ticket = request.json()
        try:
            normalise(ticket, received_at=datetime.now(UTC))
        except InvalidTicket as error:
            raise Refused(400, str(error)) from error
        known = number_of(ticket) in [number_of(one) for one in self.tickets]
        self.tickets.append(ticket)
        body = {"ticket_number": number_of(ticket), "status": "new"}
        return json_answer(body, 200 if known else 201)

    def _list(self, request):
        verify(KEYS, request.headers, request.body, now=time.time())
        rows = [{"ticket_number": number_of(t), "status": "in_progress"} for t in self.tickets]
        return json_answer({"results": rows})


@pytest.fixture
def tts():
    return TicketService()


@pytest.fixture
def help_desk(tts, serve):
    return HelpDesk(ticket_url=serve(tts.site()), key=KEY)


@pytest.fixture
def url(store, help_desk, serve):
    return serve(HdtsSite(Desk(store, help_desk)).site())


def test_samples_are_good_tickets_under_numbers_of_their_own():
    tickets = fresh_tickets(300)

    now = datetime.now(UTC)
    numbers = {normalise(ticket, received_at=now).external_id for ticket in tickets}
    assert len(numbers) == 300
    assert numbers == {number_of(ticket) for ticket in tickets}


def test_a_ticket_is_handed_over_signed(help_desk, tts):
    [ticket] = fresh_tickets(1)

    [one] = sendings(ticket, Mischief.NONE, KEY)

    assert help_desk.send(one).status == 201
    assert tts.tickets == [ticket]


def test_while_tts_is_away_the_help_desk_hears_so():
    desk = HelpDesk(ticket_url="http://127.0.0.1:1", key=KEY)

    [one] = sendings(fresh_tickets(1)[0], Mischief.NONE, KEY)

    assert desk.send(one).status == 0
    assert desk.statuses() == {}


STATUSES = {
    Mischief.NONE: [201],
    Mischief.DUPLICATE: [201, 200],
    Mischief.REORDERED: [201, 200],
    Mischief.MALFORMED: [400] * 4,
    Mischief.OVERSIZED: [400],
    Mischief.BAD_SIGNATURE: [401],
    Mischief.CHANGED: [401],
    Mischief.UNSIGNED: [401],
    Mischief.UNKNOWN_KEY: [401],
    Mischief.EXPIRED: [401],
    Mischief.FUTURE: [401],
    Mischief.REPLAYED: [201, 401],
}


@pytest.mark.parametrize("mischief", list(Mischief))
def test_a_careful_receiver_answers_each_fault_as_promised(url, mischief):
    answer = requests.post(f"{url}/send", params={"fault": mischief.value}, timeout=10)

    sent = answer.json()["sent"]
    assert [one["status"] for one in sent] == STATUSES[mischief]
    assert all(one["as_promised"] for one in sent)


def test_a_careless_receiver_is_found_out(url, tts):
    tts.signatures = Forgetful()

    answer = requests.post(f"{url}/send", params={"fault": "replayed"}, timeout=10)

    assert [one["as_promised"] for one in answer.json()["sent"]] == [True, False]


class Forgetful(list):
    def append(self, signature):
        """Remembers nothing."""


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"fault": "earthquake"}, 400, "fault"),
        ({"channel": "pigeon"}, 400, "channel"),
        ({"channel": "amqp"}, 409, "channel"),
    ],
)
def test_what_the_help_desk_cannot_do_is_refused_by_field(url, tts, query, status, field):
    answer = requests.post(f"{url}/send", params=query, timeout=10)

    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert not tts.tickets


def test_the_command_tells_by_its_exit_code_whether_tts_kept_its_promises(
    tts, serve, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("TTS_TICKET_URL", serve(tts.site()))
    monkeypatch.setenv("TTS_HDTS_KEY_ID", "hdts-1")
    monkeypatch.setenv("TTS_HDTS_SECRET", "secret")
    monkeypatch.setenv("TTS_VAR_DIR", str(tmp_path))

    kept = main(["send", "--fault", "future", "--count", "2", "--json"])
    sent = json.loads(capsys.readouterr().out)["sent"]
    monkeypatch.setenv("TTS_HDTS_SECRET", "rotten")
    broken = main(["send"])

    assert (kept, [one["status"] for one in sent]) == (0, [401, 401])
    assert (broken, "401" in capsys.readouterr().out) == (1, True)


def test_the_asked_number_of_tickets_is_sent(url, tts):
    answer = requests.post(f"{url}/send", params={"count": 3}, timeout=10)

    assert [one["status"] for one in answer.json()["sent"]] == [201, 201, 201]
    assert len(tts.tickets) == 3


@pytest.mark.parametrize("count", ["0", "-1", "x", "201", "²", "9" * 5000])
def test_a_senseless_number_is_refused(url, tts, count):
    answer = requests.post(f"{url}/send", params={"count": count}, timeout=10)

    assert answer.status_code == 400
    assert not tts.tickets


def test_the_button_on_the_page_sends_and_shows_the_status_in_tts(url, tts):
    page = requests.post(f"{url}/send", data={"count": 3}, timeout=10).text

    assert len(tts.tickets) == 3
    assert number_of(tts.tickets[0]) in page
    assert "in progress" in page
