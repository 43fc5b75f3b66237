"""From a dead letter queue of a real broker into the database."""

import base64
import json
import time
import uuid

import amqp
import pytest
from django.conf import settings

from shared.broker.publisher import connect
from shared.broker.topology import DELIVERY_LIMIT, queue_named
from shared.contracts.notifications import CreateNotification
from shared.contracts.workflow import RouteWaiting
from shared.dead_letters.drain import Drain
from shared.dead_letters.models import DeadLetter
from shared.errors import Conflict, FieldError
from shared.inbox.delivery import Delivery
from shared.inbox.failures import Reason, dead_letter
from shared.inbox.registry import one_by_one
from shared.outbox.models import OutboxMessage
from shared.outbox.relay import Relay
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import ADMIN

pytestmark = pytest.mark.django_db
QUEUE = queue_named("WORKFLOW_TASKS_PRODUCTION")


@pytest.fixture
def channel():
    connection = connect(settings.BROKER_URL, "test")
    channel = connection.channel()
    for name in (QUEUE.name, QUEUE.dead_letters):
        channel.queue_purge(name)
    yield channel
    for name in (QUEUE.name, QUEUE.dead_letters):
        channel.queue_purge(name)
    connection.close()


@pytest.fixture
def relay():
    relay = Relay()
    yield relay
    relay.close()


@pytest.fixture
def drain():
    drain = Drain()
    yield drain
    drain.close()


def delivery(kwargs=None):
    identity = {"message_id": str(uuid.uuid4()), "correlation_id": str(uuid.uuid4())}
    kwargs = kwargs or {"version_id": "x"}
    return Delivery(RouteWaiting.TASK, QUEUE.name, "some.way", kwargs, identity)


def put(channel, body, count=1, **headers):
    for _ in range(count):
        message = amqp.Message(body, delivery_mode=2, application_headers=headers)
        channel.basic_publish(message, exchange=QUEUE.dead_letters, routing_key="any")


def reject(channel, body, **headers):
    """Publish to the queue itself and refuse the message, as a worker does."""
    message = amqp.Message(body, delivery_mode=2, application_headers=headers)
    channel.basic_publish(message, exchange=QUEUE.name, routing_key="any.way")
    taken = within(5, lambda: channel.basic_get(QUEUE.name))
    channel.basic_reject(taken.delivery_info["delivery_tag"], requeue=False)


def within(seconds, probe):
    """The first truthy answer of `probe`; the broker moves messages in its own time."""
    deadline = time.monotonic() + seconds
    while not (answer := probe()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return answer


def celery_body(**kwargs):
    return json.dumps([[], kwargs, {}])


def test_what_the_inbox_gave_up_is_kept_with_its_reason_and_leaves_the_queue(relay, drain, channel):
    original = delivery()
    dead_letter(original, QUEUE, Reason("CONFLICT", "The ticket is closed"))
    relay.run_once()

    within(5, drain.run_once)

    letter = DeadLetter.objects.get()
    assert (letter.queue, letter.task) == (QUEUE.name, RouteWaiting.TASK)
    assert (letter.code, letter.text) == ("CONFLICT", "The ticket is closed")
    assert letter.message_id == original.message_id
    assert letter.kwargs == {"version_id": "x"}
    assert letter.routing_key == "some.way"
    assert str(letter.correlation_id) == original.headers["correlation_id"]
    assert drain.run_once() == 0


def test_a_message_at_fault_in_a_thousand_places_reaches_the_failed_work(relay, drain, channel):
    faults = tuple(FieldError("é" * 5000, "€" * 5000) for _ in range(1000))
    original = delivery()
    original.headers.update({f"padding-{n}": "x" * 1000 for n in range(100)}, huge="x" * 100_000)

    dead_letter(original, QUEUE, Reason("SCHEMA_VIOLATION", "€" * 100_000, faults))
    [notice] = outbox_messages(CreateNotification)
    OutboxMessage.objects.filter(task=CreateNotification.TASK).delete()
    relay.run_once()
    within(5, drain.run_once)

    letter = DeadLetter.objects.get()
    assert letter.message_id == original.message_id
    assert len(letter.details) == 20
    assert {"field": "é" * 100, "message": "€" * 300} in letter.details
    assert "huge" not in letter.headers
    assert notice.metadata["cause"] == letter.cause


def test_from_failure_over_the_retry_of_a_person_to_success(relay, drain, channel):
    broken = one_by_one(RouteWaiting, refuse)
    broken.consume(delivery(kwargs={"version_id": 7}))
    OutboxMessage.objects.filter(task=CreateNotification.TASK).delete()
    relay.run_once()
    within(5, drain.run_once)
    letter = DeadLetter.objects.get()
    seen: list = []

    make_client(ADMIN).post(f"/dead-letters/{letter.pk}/retry/", {})
    relay.run_once()
    arrived = within(5, lambda: channel.basic_get(QUEUE.name, no_ack=True))
    one_by_one(RouteWaiting, seen.append).consume(received(arrived))

    assert seen == [RouteWaiting(version_id=7)]
    letter.refresh_from_db()
    assert (letter.state, str(letter.retried_as)) == ("resolved", arrived.properties["message_id"])


def refuse(message):
    raise Conflict("Not now")


def received(message):
    """What a worker makes of a message."""
    headers, way = message.properties["application_headers"], message.delivery_info
    [_, kwargs, _] = json.loads(message.body)
    return Delivery(headers["task"], way["exchange"], way["routing_key"], kwargs, headers)


def test_a_message_on_which_workers_die_again_and_again_is_poison(drain, channel):
    body = celery_body(version_id=7)
    message = amqp.Message(body, application_headers={"task": RouteWaiting.TASK, "id": "7"})
    channel.basic_publish(message, exchange=QUEUE.name, routing_key="any.way")

    for _ in range(DELIVERY_LIMIT + 1):
        take_and_die()
    within(5, drain.run_once)

    letter = DeadLetter.objects.get()
    assert (letter.code, letter.attempts) == ("POISON", DELIVERY_LIMIT)
    assert len(outbox_messages(CreateNotification)) == 1


def take_and_die():
    """A worker that fetches a message and loses its connection."""
    connection = connect(settings.BROKER_URL, "worker")
    channel = connection.channel()
    within(5, lambda: channel.basic_get(QUEUE.name))
    connection.close()


def test_a_letter_that_arrives_twice_is_kept_once(drain, channel):
    put(channel, celery_body(version_id=1), count=2, message_id=str(uuid.uuid4()), task="x")

    assert within(5, drain.run_once)
    within(1, lambda: DeadLetter.objects.count() > 1 or drain.run_once())

    assert DeadLetter.objects.count() == 1


def test_an_id_used_twice_for_different_content_loses_nothing(drain, channel):
    same = {"message_id": str(uuid.uuid4()), "task": "x"}
    put(channel, celery_body(version_id=1), **same)
    put(channel, celery_body(version_id=2), **same)

    within(5, lambda: drain.run_once() and DeadLetter.objects.count() == 2)

    assert DeadLetter.objects.count() == 2


def test_junk_given_up_by_the_broker_is_kept_byte_for_byte_and_admins_are_told_once(drain, channel):
    junk = b"\xff\x00 no json"
    reject(channel, junk)
    reject(channel, b"{}")

    within(5, lambda: drain.run_once() and DeadLetter.objects.count() == 2)

    first, second = DeadLetter.objects.order_by("id")
    assert (first.code, first.kwargs) == ("UNREADABLE", None)
    assert base64.b64decode(first.body) == junk
    assert first.cause == second.cause
    notices = {n.deduplication_id for n in outbox_messages(CreateNotification)}
    assert len(notices) == 1


def test_a_task_that_nobody_knows_says_so(drain, channel):
    reject(channel, celery_body(a=1), task="tests.unknown", id=str(uuid.uuid4()))

    within(5, drain.run_once)

    letter = DeadLetter.objects.get()
    assert (letter.code, letter.task, letter.kwargs) == ("UNKNOWN_TASK", "tests.unknown", {"a": 1})
    assert letter.routing_key == "any.way"


def nested(levels):
    value: dict = {"a": 1}
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "body",
    [b"", b"[[], {}", "[" * 100_000, json.dumps([[], nested(400), {}]), '[[], {"a": NaN}, {}]'],
    ids=["empty", "cut off", "brackets", "deep", "not a number"],
)
@pytest.mark.parametrize(
    "headers",
    [
        {"task": "a\x00b", "id": "\x00"},
        {"task": "x" * 500, "message_id": "no uuid"},
        {"x-tts-attempt": 2**62, "x-tts-reason": '{"code": "A\\u0000", "text": 5, "details": []}'},
        {"x-tts-attempt": -5, "x-tts-reason": "[" * 5000},
        {"x-tts-first-failed-at": "0001-01-01T00:00:00+14:00", "correlation_id": "no"},
        {"x-tts-reason": '{"code": 1, "text": "t", "details": [{"field": "a\\u0000"}]}'},
        {"correlation_id": 7, "x-death": "forged", "nested": {"a": [1, {"b": b"\xff"}]}},
        {"nested": nested(300), "\ud800": "\ud800"},
    ],
)
def test_nothing_that_a_sender_may_write_blocks_the_queue(drain, channel, headers, body):
    put(channel, body, **headers)

    within(5, drain.run_once)

    letter = DeadLetter.objects.get()
    assert make_client(ADMIN).get(f"/dead-letters/{letter.pk}/").status_code == 200
    assert channel.basic_get(QUEUE.dead_letters) is None


def test_while_the_database_refuses_a_message_stays_in_the_queue(drain, channel, monkeypatch):
    put(channel, celery_body(version_id=1), task="x")
    within(5, lambda: channel.queue_declare(QUEUE.dead_letters, passive=True).message_count)

    with monkeypatch.context() as patch:
        patch.setattr(DeadLetter._meta, "db_table", "no_such_table")
        with pytest.raises(Exception, match="no_such_table"):
            drain.run_once()

    assert not DeadLetter.objects.exists()
    assert within(5, drain.run_once) == 1
