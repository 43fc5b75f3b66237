import json
import time
from datetime import UTC, datetime

import pytest
import requests

from shared.contracts.tickets import normalise
from shared.identity.signatures import verify
from simulators.hdts.desk import Desk
from simulators.hdts.samples import fresh_tickets, number_of
from simulators.hdts.sending import HelpDesk
from simulators.hdts.site import HdtsSite
from simulators.web import Site, json_answer

KEYS = {"hdts-1": "secret"}


class TicketService:
    """Checks signatures and remembers tickets."""

    def __init__(self):
        self.tickets = []

    def site(self):
        site = Site()
        site.add("POST", "/send/", self._send)
        site.add("GET", "/tickets/", self._list)
        return site

    def _send(self, request):
        verify(KEYS, request.headers, request.body, now=time.time())
        ticket = json.loads(request.body)
        self.tickets.append(ticket)
        return json_answer({"ticket_number": number_of(ticket), "status": "new"}, 201)

    def _list(self, request):
        verify(KEYS, request.headers, request.body, now=time.time())
        rows = [{"ticket_number": number_of(t), "status": "in_progress"} for t in self.tickets]
        return json_answer({"results": rows})


@pytest.fixture
def tts():
    return TicketService()


@pytest.fixture
def help_desk(tts, serve):
    return HelpDesk(ticket_url=serve(tts.site()), key_id="hdts-1", secret="secret")


@pytest.fixture
def url(store, help_desk, serve):
    return serve(HdtsSite(Desk(store), help_desk).site())


def test_samples_are_good_tickets_under_numbers_of_their_own():
    tickets = fresh_tickets(300)

    now = datetime.now(UTC)
    numbers = {normalise(ticket, received_at=now).external_id for ticket in tickets}
    assert len(numbers) == 300
    assert numbers == {number_of(ticket) for ticket in tickets}


def test_a_ticket_is_handed_over_signed(help_desk, tts):
    [ticket] = fresh_tickets(1)

    handover = help_desk.send_rest(ticket)

    assert handover.accepted
    assert tts.tickets == [ticket]


def test_while_tts_is_away_the_help_desk_hears_so():
    desk = HelpDesk(ticket_url="http://127.0.0.1:1", key_id="hdts-1", secret="secret")

    handover = desk.send_rest({"ticket_id": "x"})

    assert not handover.accepted
    assert desk.statuses() == {}


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
