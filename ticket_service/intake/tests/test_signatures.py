import json
import time

import pytest

from shared.identity.signatures import signed_headers
from shared.testing import make_client
from ticket_service.intake.models import UsedSignature
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.tests.factories import by_title, hand_in

pytestmark = pytest.mark.django_db

OLD = ("hdts-1", "the old secret")
NEW = ("hdts-2", "the new secret")


@pytest.fixture(autouse=True)
def hdts_keys(settings):
    settings.HDTS_KEYS = dict([OLD, NEW])


def signed(body, key=OLD, seconds=0):
    raw = json.dumps(body).encode()
    key_id, secret = key
    return raw, signed_headers(key_id, secret, int(time.time()) + seconds, raw)


def post(raw, headers, path="/send/"):
    return make_client().generic("POST", path, raw, "application/json", headers=headers)


@pytest.mark.parametrize("key", [OLD, NEW], ids=["old", "new"])
def test_both_keys_are_valid_while_one_replaces_the_other(key):
    assert post(*signed(by_title(), key)).status_code == 201


@pytest.mark.parametrize("seconds", [-290, 290])
def test_a_clock_may_be_a_little_off(seconds):
    assert post(*signed(by_title(), seconds=seconds)).status_code == 201


def test_a_signature_is_good_for_one_request():
    raw, headers = signed(by_title())
    post(raw, headers)

    replay = post(raw, headers)

    assert (replay.status_code, replay.json()["code"]) == (401, "AUTH_FAILED")
    assert Ticket.objects.count() == 1


def test_the_same_ticket_signed_anew_is_known():
    post(*signed(by_title()))

    again = post(*signed(by_title(), seconds=1))

    assert (again.status_code, again.json()["outcome"]) == (200, "known")


def test_a_signature_is_not_spent_on_a_request_that_failed():
    raw, headers = signed(by_title(priority="asap"))
    post(raw, headers)

    again = post(raw, headers)

    assert again.status_code == 400


def test_a_batch_spends_its_signature_too():
    raw, headers = signed([by_title()])
    assert post(raw, headers, "/tickets/batch/").status_code == 207

    assert post(raw, headers, "/tickets/batch/").status_code == 401


def test_spent_signatures_are_forgotten_when_the_clock_refuses_them_anyway():
    raw, headers = signed(by_title())
    post(raw, headers)
    UsedSignature.objects.update(expires_at="2026-01-01T00:00:00Z")

    post(*signed(by_title(ticket_id="HDTS-2")))

    assert UsedSignature.objects.count() == 1


def test_the_help_desk_follows_its_own_tickets_only():
    hand_in(ticket_id="HDTS-1")
    hand_in(ticket_id="FD-1", source_service="facility_desk")
    headers = signed_headers(*OLD, int(time.time()), b"")

    answer = make_client().get("/tickets/", headers=headers)

    assert [one["ticket_number"] for one in answer.json()["results"]] == ["HDTS-1"]
    assert make_client().get("/tickets/FD-1/", headers=headers).status_code == 404
