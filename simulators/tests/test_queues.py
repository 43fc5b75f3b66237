"""The simulators' ends of the queues, over Celery's in-memory broker."""

import queue

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from kombu import Connection

from shared.contracts.completions import AmsCompletion
from shared.identity.signatures import canonical_json, verify
from simulators.hdts.produce import QUEUE, TASK, produce
from simulators.hdts.samples import fresh_tickets, number_of
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
