"""One effect per idempotency key, and sequences that go on after an interruption."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection
from django.test import override_settings

from shared.integrations.errors import InFlight, Postponed, Retryable
from shared.integrations.retrying import postpone
from shared.testing.partner import Reply

GOOD = Reply(body={"answer": "yes"})
BAD = Reply(503)


def test_the_same_question_under_the_same_key_gets_the_stored_answer(make, partner, context):
    partner.replies = [GOOD, Reply(body={"answer": "no"})]
    integration = make()

    answers = [integration.call("?", context) for _ in range(2)]

    assert answers == ["yes", "yes"]
    assert len(partner.arrived) == 1


def test_a_stored_answer_serves_while_the_breaker_is_open(make, partner, context):
    partner.replies = [GOOD, BAD]
    integration = make(failures=1)
    integration.call("?", context)
    with pytest.raises(Retryable):
        integration.call("other?", context)

    assert integration.breaker.opened
    assert integration.call("?", context) == "yes"


def test_another_question_under_the_same_key_is_asked(make, partner, context):
    partner.replies = [GOOD]
    integration = make()

    integration.call("?", context)
    integration.call("!", context)

    assert len(partner.arrived) == 2


def test_failures_are_not_remembered(make, partner, context):
    partner.replies = [BAD, GOOD]
    integration = make()

    with pytest.raises(Retryable):
        integration.call("?", context)

    assert integration.call("?", context) == "yes"


def test_without_a_key_every_call_is_asked(make, partner, context):
    partner.replies = [GOOD]
    integration = make()
    unnamed = replace(context, idempotency_key="")

    for _ in range(2):
        integration.call("?", unnamed)

    assert len(partner.arrived) == 2


def test_while_one_process_asks_the_others_come_back_later(make, partner, context):
    asked, answer = threading.Event(), threading.Event()

    def slowly():
        asked.set()
        answer.wait(10)
        return GOOD

    partner.replies = [slowly]
    integration = make()

    def call():
        try:
            return integration.call("?", context)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(call)
        asked.wait(10)
        with pytest.raises(InFlight):
            integration.call("?", context)
        answer.set()
        assert first.result(10) == "yes"

    assert integration.call("?", context) == "yes"
    assert len(partner.arrived) == 1
    assert integration.breaker.closed


@override_settings(REDIS_URL="redis://127.0.0.1:1/0")
def test_without_redis_the_partner_recognises_the_key(make, partner, context):
    partner.replies = [GOOD]
    integration = make()

    answers = [integration.call("?", context) for _ in range(2)]

    assert answers == ["yes", "yes"]
    assert {asked.headers["Idempotency-Key"] for asked in partner.arrived} == {"key-1"}


def test_a_caller_that_does_not_wait_makes_one_attempt_and_is_told_when_to_come_back(
    make, partner, context
):
    partner.replies = [BAD]
    integration = make(sleep=postpone, retries=2, first_wait=4, factor=2, failures=1)

    with pytest.raises(Postponed) as first:
        integration.call("?", context)
    with pytest.raises(Postponed) as second:
        integration.call("?", replace(context, attempt=2))

    assert (first.value.seconds, second.value.seconds) == (4, 8)
    assert integration.breaker.closed
    with pytest.raises(Retryable):
        integration.call("?", replace(context, attempt=3))
    assert integration.breaker.opened
    assert len(partner.arrived) == 3
