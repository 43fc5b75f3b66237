"""The relay against a real broker."""

import json
import uuid

import pytest
from django.conf import settings
from django.db import transaction

from shared.broker.publisher import connect
from shared.contracts.base import Message
from shared.outbox.models import OutboxMessage
from shared.outbox.relay import Relay
from shared.outbox.services import publish, store

pytestmark = pytest.mark.django_db
QUEUE = "WORKFLOW_TASKS_PRODUCTION"


class Ping(Message):
    TASK = "tests.ping"
    QUEUE = QUEUE


@pytest.fixture
def channel():
    connection = connect(settings.BROKER_URL, "test")
    channel = connection.channel()
    channel.queue_purge(QUEUE)
    yield channel
    channel.queue_purge(QUEUE)
    connection.close()


@pytest.fixture
def relay():
    relay = Relay()
    yield relay
    relay.close()


def put(exchange=QUEUE, routing_key="tests.ping", **headers):
    message_id = uuid.uuid4()
    store(
        task="tests.ping",
        exchange=exchange,
        routing_key=routing_key,
        kwargs={"number": 7},
        headers={"message_id": str(message_id), **headers},
        message_id=message_id,
    )
    return str(message_id)


def fetch(channel, count):
    messages = [channel.basic_get(QUEUE, no_ack=True) for _ in range(count)]
    return [message for message in messages if message is not None]


def test_a_published_message_is_one_that_any_celery_worker_can_run(relay, channel):
    message_id = put()

    relay.run_once()

    [message] = fetch(channel, 1)
    headers = message.properties["application_headers"]
    assert json.loads(message.body)[:2] == [[], {"number": 7}]
    assert (headers["task"], headers["id"]) == ("tests.ping", message_id)
    assert message.properties["delivery_mode"] == 2
    assert not OutboxMessage.objects.exists()


def test_a_batch_leaves_in_order(relay, channel):
    sent = [put() for _ in range(50)]

    relay.run_once()

    arrived = [m.properties["message_id"] for m in fetch(channel, 50)]
    assert arrived == sent


def test_a_message_that_the_broker_does_not_take_stays_and_says_why(relay, channel):
    put(exchange="amq.topic", routing_key="nobody")
    put()

    relay.run_once()

    row = OutboxMessage.objects.get()
    assert row.last_error
    assert row.not_before > row.created_at
    assert len(fetch(channel, 2)) == 1


def test_a_message_that_closes_the_channel_does_not_stop_its_neighbours(relay, channel):
    first = put()
    put(exchange="no-such-exchange")
    third = put()

    relay.run_once()

    arrived = {message.properties["message_id"] for message in fetch(channel, 3)}
    assert arrived == {first, third}
    assert "no-such-exchange" in OutboxMessage.objects.get().last_error


def test_headers_that_no_frame_can_hold_do_not_stop_the_neighbours(relay, channel):
    first = put()
    put(padding="x" * 200_000)
    third = put()

    relay.run_once()

    arrived = {message.properties["message_id"] for message in fetch(channel, 3)}
    assert arrived == {first, third}
    assert OutboxMessage.objects.get().last_error == "its headers are too long"


def test_without_a_broker_nothing_is_lost(relay, settings):
    settings.BROKER_URL = "amqp://guest:guest@127.0.0.1:1/tts"
    put()

    with pytest.raises(OSError, match="refused"):
        relay.run_once()

    assert OutboxMessage.objects.get().attempts == 0


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_of_a_transaction_is_an_error():
    with pytest.raises(RuntimeError, match="transaction"):
        publish(Ping())


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_announces_nothing():
    with transaction.atomic():
        publish(Ping())
        transaction.set_rollback(True)

    assert not OutboxMessage.objects.exists()
