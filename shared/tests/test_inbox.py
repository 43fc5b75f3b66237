import threading
import uuid

import pytest
from django.db import connection

from shared.contracts.notifications import CreateNotification
from shared.contracts.status import UpdateStatus
from shared.errors import Conflict, FieldError
from shared.inbox.delivery import Delivery
from shared.inbox.models import ProcessedMessage
from shared.inbox.registry import one_by_one
from shared.outbox.models import OutboxMessage
from shared.outbox.services import publish
from shared.testing.messages import dead_letters, outbox_messages

pytestmark = pytest.mark.django_db
MESSAGE = UpdateStatus(ticket_id="HD-1", status="open", version=1)


def delivery(**changes):
    values = {
        "task": UpdateStatus.TASK,
        "exchange": UpdateStatus.QUEUE,
        "routing_key": UpdateStatus.TASK,
        "kwargs": MESSAGE.kwargs(),
        "headers": {"message_id": str(uuid.uuid4()), "correlation_id": str(uuid.uuid4())},
    }
    return Delivery(**{**values, **changes})


def consumer(handle, natural_key=None):
    return one_by_one(UpdateStatus, handle, natural_key=natural_key)


def refuse(message):
    raise Conflict("The ticket is closed", [FieldError("status", "is closed")])


def break_down(message):
    raise OSError("the other side hung up")


def test_a_redelivered_message_has_its_effect_once():
    seen: list = []
    target, arrival = consumer(seen.append), delivery()

    target.consume(arrival)
    target.consume(arrival)

    assert seen == [MESSAGE]


def test_a_foreign_message_is_recognised_by_its_natural_key():
    seen: list = []
    target = consumer(seen.append, natural_key=lambda message: message.ticket_id)

    target.consume(delivery(headers={"id": str(uuid.uuid4())}))
    target.consume(delivery(headers={"id": str(uuid.uuid4())}))

    assert len(seen) == 1


def test_the_effect_and_the_inbox_row_stand_or_fall_together():
    def publish_and_fail(message):
        publish(message)
        raise OSError("too late")

    consumer(publish_and_fail).consume(delivery())

    assert not ProcessedMessage.objects.exists()
    assert OutboxMessage.objects.get().headers["x-tts-attempt"] == 1


def test_a_message_that_violates_its_schema_is_dead_at_once_and_names_the_fields():
    bad = {"ticket_id": "", "status": "asleep", "version": 1}

    consumer(refuse).consume(delivery(kwargs=bad))

    [letter] = dead_letters()
    assert letter.exchange == "TICKET_STATUS_QUEUE_DLQ"
    assert letter.kwargs == bad
    assert "SCHEMA_VIOLATION" in letter.headers["x-tts-reason"]
    assert '"field": "status"' in letter.headers["x-tts-reason"]


def test_a_refusal_of_the_domain_is_dead_at_once_and_admins_are_told():
    consumer(refuse).consume(delivery())

    [letter] = dead_letters()
    [notice] = outbox_messages(CreateNotification)
    assert "The ticket is closed" in letter.headers["x-tts-reason"]
    assert notice.recipients == {"roles": [{"system": "TTS", "role": "Admin"}]}


def test_admins_are_told_once_per_cause():
    target = consumer(refuse)

    target.consume(delivery())
    target.consume(delivery())

    first, second = OutboxMessage.objects.filter(task=CreateNotification.TASK)
    assert first.message_id == second.message_id


def test_a_passing_fault_is_tried_again_later_under_the_same_identity():
    arrival = delivery()

    consumer(break_down).consume(arrival)

    row = OutboxMessage.objects.get()
    assert row.exchange == "TICKET_STATUS_QUEUE"
    assert row.message_id == arrival.message_id
    assert row.not_before > row.created_at
    assert row.headers["correlation_id"] == arrival.headers["correlation_id"]


def test_after_the_last_attempt_the_message_is_dead():
    headers = {**delivery().headers, "x-tts-attempt": 5}

    consumer(break_down).consume(delivery(headers=headers))

    [letter] = dead_letters()
    assert "RETRIES_EXHAUSTED" in letter.headers["x-tts-reason"]


def test_a_task_sent_through_a_foreign_queue_is_refused():
    seen: list = []

    consumer(seen.append).consume(delivery(exchange="TICKET_TASKS_PRODUCTION"))

    assert not seen
    assert "WRONG_QUEUE" in dead_letters()[0].headers["x-tts-reason"]


def test_what_a_handler_publishes_belongs_to_the_same_journey():
    def pass_on(message):
        publish(message)

    arrival = delivery()

    consumer(pass_on).consume(arrival)

    row = OutboxMessage.objects.get()
    assert row.headers["correlation_id"] == arrival.headers["correlation_id"]
    assert row.headers["causation_id"] == str(arrival.message_id)


def test_a_character_that_cannot_be_stored_makes_a_message_dead():
    consumer(refuse).consume(delivery(kwargs={**MESSAGE.kwargs(), "step": "a\x00b"}))

    assert "cannot be stored" in dead_letters()[0].headers["x-tts-reason"]


@pytest.mark.django_db(transaction=True)
def test_sixteen_workers_with_one_message_have_one_effect():
    arrival = delivery()
    seen: list = []
    target = consumer(seen.append)

    def work():
        target.consume(arrival)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_handler_needs_from_elsewhere_is_fetched_outside_its_transaction():
    open_transactions: list[bool] = []

    def ask_elsewhere(message):
        open_transactions.append(connection.in_atomic_block)

    one_by_one(UpdateStatus, publish, before=ask_elsewhere).consume(delivery())

    assert open_transactions == [False]
    assert outbox_messages(UpdateStatus) == [MESSAGE]


def test_the_death_of_a_dead_letters_notice_is_announced_to_nobody():
    notice = {"status": "open", "notification_type": "dead_letter"}

    consumer(refuse).consume(delivery(kwargs=notice))

    assert dead_letters()
    assert not outbox_messages(CreateNotification)


def test_a_foreign_message_keeps_the_journey_that_began_with_us():
    foreign = delivery(headers={"id": str(uuid.uuid4())})

    consumer(refuse).consume(foreign)

    [letter] = dead_letters()
    [notice] = OutboxMessage.objects.filter(task=CreateNotification.TASK)
    assert letter.headers["correlation_id"] == notice.headers["correlation_id"]
