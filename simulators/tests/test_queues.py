"""The simulators' ends of the queues, over Celery's in-memory broker."""

import queue

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from kombu import Connection

from shared.contracts.completions import AmsCompletion
from shared.identity.signatures import canonical_json, verify
from simulators.hdts.mischief import Key, Mischief, sendings
from simulators.hdts.produce import produce
from simulators.hdts.samples import fresh_tickets, number_of
from simulators.hdts.sending import QUEUE, TASK, Channel, HelpDesk
from simulators.partner.worker import make_worker

BROKER = "memory://"
COMPLETION = AmsCompletion(
    ticket_id="HD-7",
    asset_name="Laptop",
    serial_number="S1",
    action="Check-in",
    completed_at="2026-11-21T08:00:00Z",
    idempotency_key="end-of-7",
)


@pytest.fixture(scope="module")
def arrivals():
    """What the worker of AMS hands on; one worker, as Celery takes seconds to stop one."""
    received: queue.Queue = queue.Queue()
    worker = make_worker(
        broker_url=BROKER,
        queue=AmsCompletion.QUEUE,
        task=AmsCompletion.TASK,
        receive=received.put,
    )
    worker.conf.broker_transport_options = {"polling_interval": 0.01}
    with start_worker(worker, pool="solo", perform_ping_check=False):
        yield received


def send(kwargs):
    with Celery(broker=BROKER) as tts:
        tts.send_task(AmsCompletion.TASK, kwargs=kwargs, queue=AmsCompletion.QUEUE)


def test_a_completion_reaches_the_partner_as_the_contract_says(arrivals):
    send(COMPLETION.kwargs())

    assert arrivals.get(timeout=10) == COMPLETION.kwargs()


def test_a_completion_without_a_key_is_kept_under_its_content(arrivals):
    send({"asset_name": "Laptop"})

    kept = arrivals.get(timeout=10)
    assert kept["asset_name"] == "Laptop"
    assert kept["idempotency_key"] == '{"asset_name": "Laptop"}'


def test_the_help_desk_produces_signed_celery_messages():
    tickets = fresh_tickets(2)

    numbers = produce(tickets, broker_url=BROKER, key_id="hdts-1", secret="secret")

    with Connection(BROKER) as connection, connection.SimpleQueue(QUEUE) as box:
        messages = [box.get(timeout=5) for _ in tickets]
    assert numbers == [number_of(ticket) for ticket in tickets]
    for message, ticket in zip(messages, tickets, strict=True):
        assert message.headers["task"] == TASK
        assert message.payload[1] == {"ticket_data": ticket}
        now = int(message.headers["X-TTS-Timestamp"])
        keys = {"hdts-1": "secret"}
        assert verify(keys, message.headers, canonical_json(ticket), now=now) == "hdts-1"


@pytest.mark.parametrize(
    ("mischief", "payloads"), [(Mischief.NONE, 1), (Mischief.REPLAYED, 2), (Mischief.MALFORMED, 4)]
)
def test_the_help_desk_misbehaves_over_the_broker_too(mischief, payloads):
    key = Key("hdts-1", "secret")
    desk = HelpDesk(ticket_url="", key=key, broker_url=BROKER)
    [ticket] = fresh_tickets(1)
    sent = list(sendings(ticket, mischief, key))

    answers = [desk.send(one, Channel.AMQP).status for one in sent]

    with Connection(BROKER) as connection:
        # Not decoded: not everything here can be.
        messages = [connection.default_channel.basic_get(QUEUE, no_ack=True) for _ in sent]
    assert answers == [202] * payloads
    for message, one in zip(messages, sent, strict=True):
        assert one.body in bytes(message.body)
        now = int(message.headers["X-TTS-Timestamp"])
        verify({"hdts-1": "secret"}, message.headers, one.body, now=now)


def test_while_the_broker_is_away_the_help_desk_hears_so():
    key = Key("hdts-1", "secret")
    desk = HelpDesk(ticket_url="", key=key, broker_url="amqp://guest@127.0.0.1:1//")

    [one] = sendings(fresh_tickets(1)[0], Mischief.NONE, key)

    assert desk.send(one, Channel.AMQP).status == 0
