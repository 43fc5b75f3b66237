"""Messages that arrive together are handled together, and judged as if each had come alone."""

import uuid

import pytest

from shared.contracts.status import UpdateStatus
from shared.errors import Conflict
from shared.inbox.consumer import Consumer
from shared.inbox.delivery import Delivery
from shared.inbox.models import ProcessedMessage
from shared.inbox.registry import one_by_one
from shared.outbox.models import OutboxMessage
from shared.outbox.services import publish
from shared.testing.messages import dead_letters, outbox_messages

pytestmark = pytest.mark.django_db


def message(number):
    return UpdateStatus(ticket_id=f"HD-{number}", status="open", version=1)


def delivery(number, **headers):
    identity = {"message_id": str(uuid.uuid4()), "correlation_id": str(uuid.uuid4())}
    return Delivery(
        task=UpdateStatus.TASK,
        exchange=UpdateStatus.QUEUE,
        routing_key=UpdateStatus.TASK,
        kwargs=message(number).kwargs(),
        headers={**identity, **headers},
    )


def answer_unless_it_is_13(one):
    publish(message(f"answer-{one.ticket_id}"))
    if one.ticket_id == "HD-13":
        raise Conflict("13 is not wanted")


def test_a_hundred_messages_cost_no_more_statements_than_two(django_assert_num_queries):
    target = one_by_one(UpdateStatus, publish)

    with django_assert_num_queries(5) as few:
        target.consume_all([delivery(n) for n in range(2)])
    with django_assert_num_queries(len(few)):
        target.consume_all([delivery(n) for n in range(100, 200)])

    assert len(outbox_messages(UpdateStatus)) == 102


def test_one_bad_message_is_dead_and_its_neighbours_are_handled_once():
    arrivals = [delivery(n) for n in range(10, 16)]

    one_by_one(UpdateStatus, answer_unless_it_is_13).consume_all(arrivals)

    assert [letter.kwargs["ticket_id"] for letter in dead_letters()] == ["HD-13"]
    answers = [each.ticket_id for each in outbox_messages(UpdateStatus)]
    assert answers == [f"HD-answer-HD-{n}" for n in (10, 11, 12, 14, 15)]


def test_a_message_that_arrives_twice_in_one_batch_has_its_effect_once():
    twice = delivery(1)
    seen: list = []

    one_by_one(UpdateStatus, seen.append).consume_all([twice, delivery(2), twice])

    assert [each.ticket_id for each in seen] == ["HD-1", "HD-2"]


def test_what_was_handled_before_is_left_out_of_the_batch():
    known = delivery(1)
    seen: list = []
    target = one_by_one(UpdateStatus, seen.append)
    target.consume(known)

    target.consume_all([known, delivery(2)])

    assert [each.ticket_id for each in seen] == ["HD-1", "HD-2"]


def test_each_answer_belongs_to_the_journey_of_its_own_message():
    arrivals = [delivery(1), delivery(2)]

    one_by_one(UpdateStatus, publish).consume_all(arrivals)

    sent = OutboxMessage.objects.order_by("id").values_list("headers", flat=True)
    journeys = [(each["correlation_id"], each["causation_id"]) for each in sent]
    assert journeys == [
        (each.headers["correlation_id"], each.headers["message_id"]) for each in arrivals
    ]


def test_a_handler_of_many_is_asked_again_for_each_when_one_is_at_fault():
    calls: list[int] = []

    def handle(arrived):
        calls.append(len(arrived))
        for one in arrived:
            answer_unless_it_is_13(one.message)

    Consumer(UpdateStatus, handle, name="test").consume_all([delivery(n) for n in (12, 13)])

    assert calls == [2, 1, 1]
    assert ProcessedMessage.objects.count() == 1
