"""Tickets over AMQP, signed by HDTS: whose are taken, and how often."""

import time
import uuid

import pytest

from shared.contracts.tickets import ReceiveTicket, ReceiveTickets
from shared.identity.signatures import KEY_HEADER, TIMESTAMP_HEADER, canonical_json, signed_headers
from shared.inbox.delivery import FROM_PARTNER
from shared.testing.messages import dead_letters, deliver
from workflow_api.tasks.tests.world import build_world, make_payload, receive
from workflow_api.tickets.models import UsedSignature, WorkflowTicket

pytestmark = pytest.mark.django_db

OLD = ("hdts-1", "the old secret")
NEW = ("hdts-2", "the new secret")
DAY = 86_400


@pytest.fixture(autouse=True)
def signatures_required(settings, db):
    build_world()
    settings.HDTS_REQUIRE_SIGNATURE = True
    settings.HDTS_KEYS = dict([OLD, NEW])


def sign(content, key=OLD, age=0):
    key_id, secret = key
    return signed_headers(key_id, secret, int(time.time()) - age, canonical_json(content))


def send(content, headers, message_id=None):
    """As the shovel hands it over: with the id of HDTS's own Celery task, and no header of ours."""
    named = {"id": message_id or str(uuid.uuid4()), **headers}
    deliver(ReceiveTicket(payload=content), routing_key=FROM_PARTNER, headers=named)


def reasons():
    return [letter.headers["x-tts-reason"] for letter in dead_letters()]


def subjects():
    return list(WorkflowTicket.objects.values_list("canonical__subject", flat=True))


@pytest.mark.parametrize("key", [OLD, NEW], ids=["old", "new"])
def test_both_keys_are_valid_while_one_replaces_the_other(key):
    content = make_payload("HD-1")

    send(content, sign(content, key))

    assert WorkflowTicket.objects.count() == 1


def test_a_removed_key_is_refused_and_the_ticket_kept_as_failed_work(settings):
    settings.HDTS_KEYS = dict([NEW])
    content = make_payload("HD-1")

    send(content, sign(content, OLD))

    assert not WorkflowTicket.objects.exists()
    assert "AUTH_FAILED" in reasons()[0]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda headers: {}, id="unsigned"),
        pytest.param(lambda headers: {**headers, KEY_HEADER: "hdts-9"}, id="unknown key"),
        pytest.param(lambda headers: {**headers, KEY_HEADER: NEW[0]}, id="another key"),
        pytest.param(lambda headers: {**headers, TIMESTAMP_HEADER: "1"}, id="another time"),
        pytest.param(lambda headers: {**headers, TIMESTAMP_HEADER: "noon"}, id="no time"),
        pytest.param(lambda headers: {**headers, TIMESTAMP_HEADER: "nan"}, id="not a number"),
        pytest.param(lambda headers: {**headers, "X-TTS-Signature": "é"}, id="no signature"),
    ],
)
def test_headers_that_prove_nothing_are_refused(spoil):
    content = make_payload("HD-1")

    send(content, spoil(sign(content)))

    assert not WorkflowTicket.objects.exists()
    assert "AUTH_FAILED" in reasons()[0]


def test_changed_content_breaks_the_signature():
    send(make_payload("HD-1", priority="Urgent"), sign(make_payload("HD-1")))

    assert not WorkflowTicket.objects.exists()


@pytest.mark.parametrize("age", [0, 3_600, DAY, 29 * DAY])
def test_a_message_may_wait_in_its_queue_for_long(age):
    content = make_payload("HD-1")

    send(content, sign(content, age=age))

    assert WorkflowTicket.objects.count() == 1


@pytest.mark.parametrize("age", [-3_600, 31 * DAY])
def test_the_future_and_a_forgotten_past_are_refused(age):
    content = make_payload("HD-1")

    send(content, sign(content, age=age))

    assert not WorkflowTicket.objects.exists()


def test_a_message_played_again_does_not_undo_its_correction():
    first, corrected = make_payload("HD-1"), make_payload("HD-1", subject="Corrected")
    recorded = sign(first)
    send(first, recorded)
    send(corrected, sign(corrected))

    send(first, recorded)

    assert subjects() == ["Corrected"]
    assert "used before" in reasons()[0]


def test_the_same_content_signed_anew_is_known():
    content = make_payload("HD-1")
    send(content, sign(content, age=1))

    send(content, sign(content))

    assert WorkflowTicket.objects.count() == 1
    assert dead_letters() == []


def test_what_the_broker_delivers_twice_is_no_replay():
    content, message_id = make_payload("HD-1"), str(uuid.uuid4())
    headers = sign(content)

    send(content, headers, message_id)
    send(content, headers, message_id)

    assert WorkflowTicket.objects.count() == 1
    assert dead_letters() == []


def test_a_signature_is_not_spent_on_a_message_that_failed():
    content = make_payload("HD-1", priority="asap")
    headers = sign(content)

    send(content, headers)
    send(content, headers)

    assert not UsedSignature.objects.exists()
    assert not any("AUTH_FAILED" in reason for reason in reasons())


def test_a_batch_is_signed_as_a_whole_and_once():
    batch = [make_payload("HD-1"), make_payload("HD-2")]
    headers = sign(batch)

    for _ in range(2):
        message = ReceiveTickets(tickets=batch)
        named = {"id": str(uuid.uuid4()), **headers}
        deliver(message, routing_key=FROM_PARTNER, headers=named)

    assert WorkflowTicket.objects.count() == 2
    assert "used before" in reasons()[0]


def test_signatures_are_forgotten_when_their_time_is_over():
    content = make_payload("HD-1")
    send(content, sign(content))
    UsedSignature.objects.update(expires_at="2026-01-01T00:00:00Z")

    other = make_payload("HD-2")
    send(other, sign(other))

    assert UsedSignature.objects.count() == 1


@pytest.mark.parametrize("source", ["ticket_service", "workflow_api"])
def test_an_unsigned_message_that_claims_to_be_ours_is_refused(source):
    send(make_payload("HD-1"), {"source": source})

    assert not WorkflowTicket.objects.exists()


def test_what_we_sent_to_ourselves_needs_none():
    deliver(ReceiveTicket(payload=make_payload("HD-1")), headers={"source": "workflow_api"})

    assert WorkflowTicket.objects.count() == 1


def test_ticket_service_needs_none():
    receive("HD-1")

    assert WorkflowTicket.objects.count() == 1
