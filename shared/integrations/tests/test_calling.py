"""One call through the stack, against a partner that listens on the loopback interface."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from shared.integrations.errors import Garbled, InvalidRequest, Refused, Retryable, Throttled
from shared.integrations.http import retry_after
from shared.testing.partner import REFUSING, Reply

GOOD = Reply(body={"answer": "yes"})


def test_a_good_answer_arrives_in_our_words(make, partner, context):
    partner.replies = [GOOD]

    assert make().call("Is it there?", context) == "yes"

    [asked] = partner.arrived
    assert asked.body == {"question": "Is it there?"}
    assert asked.headers["Idempotency-Key"] == "key-1"
    assert asked.headers["X-Correlation-ID"] == context.correlation_id


def test_a_wrong_request_is_never_sent(make, partner, context):
    with pytest.raises(InvalidRequest, match="question is missing"):
        make().call("", context)

    assert partner.arrived == []


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_what_may_pass_is_tried_again_under_the_same_key(make, partner, context, status):
    partner.replies = [Reply(status), Reply(status), GOOD]

    assert make(retries=2).call("?", context) == "yes"

    assert [asked.headers["Idempotency-Key"] for asked in partner.arrived] == ["key-1"] * 3


def test_the_pauses_grow_and_are_limited(make, partner, context, clock):
    partner.replies = [Reply(500)]

    with pytest.raises(Retryable):
        make(retries=4, first_wait=1, factor=2, longest_wait=5).call("?", context)

    assert clock.slept == [1, 2, 4, 5]


def test_jitter_lengthens_a_pause_by_at_most_its_share(make, partner, context, clock):
    partner.replies = [Reply(500)]

    with pytest.raises(Retryable):
        make(retries=5, first_wait=10, factor=1, jitter=0.2).call("?", context)

    assert all(10 <= pause <= 12 for pause in clock.slept)
    assert len(set(clock.slept)) > 1


def test_the_partner_says_when_to_come_back(make, partner, context, clock):
    partner.replies = [Reply(429, headers={"Retry-After": "7"}), GOOD]

    assert make(retries=1).call("?", context) == "yes"

    assert clock.slept == [7]


def test_a_partner_that_wants_to_be_left_alone_for_long_is(make, partner, context, clock):
    partner.replies = [Reply(503, headers={"Retry-After": "3600"})]

    with pytest.raises(Retryable) as caught:
        make(retries=3).call("?", context)

    assert caught.value.retry_after == 3600
    assert len(partner.arrived) == 1
    assert clock.slept == []


def test_retry_after_may_be_a_date():
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)

    assert retry_after(format_datetime(now + timedelta(seconds=90), usegmt=True), now) == 90
    assert retry_after(format_datetime(now - timedelta(seconds=90), usegmt=True), now) == 0
    assert retry_after("soon", now) == 0


def test_a_refusal_is_final_and_carries_the_reasons(make, partner, context):
    partner.replies = [Reply(400, {"error": "Not free", "alternatives": ["B", "C"]})]

    with pytest.raises(Refused, match="Not free") as caught:
        make(retries=3).call("?", context)

    assert caught.value.status == 400
    assert caught.value.answer["alternatives"] == ["B", "C"]
    assert len(partner.arrived) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>"),
        Reply(200, ["answer"]),
        Reply(200, {"ok": True}),
        Reply(302, headers={"Location": "/elsewhere"}),
        Reply(200, b'"' + b"x" * 1_100_000 + b'"'),
    ],
)
def test_an_unreadable_answer_is_not_taken_for_one(make, partner, context, reply):
    partner.replies = [reply]

    with pytest.raises(Garbled):
        make(retries=3).call("?", context)

    assert len(partner.arrived) == 1


def test_nobody_listening_can_be_tried_again(make, context, clock):
    with pytest.raises(Retryable, match="ConnectionError"):
        make(REFUSING, retries=2).call("?", context)

    assert len(clock.slept) == 2


def test_a_silent_partner_does_not_hold_us_longer_than_the_time_out(make, partner, context):
    answered = threading.Event()
    partner.replies = [lambda: Reply(body={"answer": str(answered.wait(10))})]

    with pytest.raises(Retryable, match="ReadTimeout"):
        make(timeout=0.2).call("?", context)

    answered.set()


def test_the_limit_refuses_before_anything_is_sent(make, partner, context):
    partner.replies = [GOOD]
    limited = make(burst=2, per_second=0.1)

    assert [limited.call(f"{n}?", context) for n in range(2)] == ["yes", "yes"]
    with pytest.raises(Throttled) as caught:
        limited.call("2?", context)

    assert len(partner.arrived) == 2
    assert 9 < caught.value.seconds <= 10


def test_health_tells_who_is_there(make, partner):
    assert make().adapter.health_check().status == "pass"
    assert make(REFUSING).adapter.health_check().status == "fail"
