import uuid

import pytest
from django.db import DataError
from django.utils import timezone

from shared.outbox.models import OutboxMessage
from shared.updating import update_all

pytestmark = pytest.mark.django_db


def rows(count):
    return OutboxMessage.objects.bulk_create(
        OutboxMessage(
            task=f"task-{n}", exchange="e", routing_key="r", kwargs={}, message_id=uuid.uuid4()
        )
        for n in range(count)
    )


def test_the_named_fields_of_all_rows_are_written_in_one_statement(django_assert_num_queries):
    messages, now = rows(50), timezone.now()
    for n, message in enumerate(messages):
        message.attempts, message.last_error, message.not_before = n, f"'{n}' ü", now
        message.exchange = "not to be written"

    with django_assert_num_queries(1):
        update_all(messages, ["attempts", "last_error", "not_before"])

    stored = OutboxMessage.objects.order_by("id")
    assert [m.attempts for m in stored] == list(range(50))
    assert stored[7].last_error == "'7' ü"
    assert stored[7].not_before == now
    assert {m.exchange for m in stored} == {"e"}


def test_what_is_too_long_is_refused_as_ever():
    [message] = rows(1)
    message.task = "x" * 201

    with pytest.raises(DataError):
        update_all([message], ["task"])


def test_nothing_to_write_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_all([], ["task"])
