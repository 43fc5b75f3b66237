"""The breaker, shared through a real Redis."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.test import override_settings

from shared.integrations.breaker import Breaker
from shared.integrations.errors import BreakerOpen, Refused, Retryable
from shared.integrations.limiter import TokenBucket
from shared.testing.partner import Reply

GOOD = Reply(body={"answer": "yes"})
BAD = Reply(503)
AWAY = "redis://127.0.0.1:1/0"


def fail(integration, context, times=1):
    for _ in range(times):
        with pytest.raises(Retryable):
            integration.call("?", context)


def test_it_opens_after_so_many_exhausted_sequences_and_sends_nothing_more(
    make, partner, context, clock
):
    partner.replies = [BAD]
    integration = make(failures=3, retries=1)

    fail(integration, context, times=3)
    with pytest.raises(BreakerOpen) as caught:
        integration.call("?", context)

    assert len(partner.arrived) == 6
    assert 0 < caught.value.seconds <= 60


def test_a_success_in_between_begins_the_count_anew(make, partner, context):
    partner.replies = [BAD, GOOD, BAD, GOOD]
    integration = make(failures=2)

    fail(integration, context)
    integration.call("once?", context)
    fail(integration, context)

    assert integration.call("?", context) == "yes"


def test_it_closes_only_after_several_good_probes(make, partner, context, clock):
    partner.replies = [BAD, BAD, GOOD]
    integration = make(failures=2, successes=2, reset=60)
    fail(integration, context, times=2)

    clock.sleep(61)
    assert integration.breaker.state == "half_open"
    integration.call("first?", context)
    assert integration.breaker.state == "half_open"
    integration.call("second?", context)
    assert integration.breaker.state == "closed"


def test_a_bad_probe_opens_it_again_for_the_whole_time(make, partner, context, clock):
    partner.replies = [BAD]
    integration = make(failures=2, reset=60)
    fail(integration, context, times=2)

    clock.sleep(61)
    fail(integration, context)
    clock.sleep(59)

    with pytest.raises(BreakerOpen):
        integration.call("?", context)


def test_while_half_open_only_the_probe_passes(make, partner, context, clock):
    integration = make(failures=1, reset=60)
    partner.replies = [BAD]
    fail(integration, context)
    clock.sleep(61)
    asked, answer = threading.Event(), threading.Event()

    def slowly():
        asked.set()
        answer.wait(10)
        return GOOD

    partner.replies = [slowly, GOOD]
    with ThreadPoolExecutor(1) as pool:
        probe = pool.submit(integration.call, "?", context)
        asked.wait(10)
        with pytest.raises(BreakerOpen):
            integration.call("?", context)
        answer.set()
        assert probe.result(10) == "yes"


def test_a_probe_that_died_does_not_keep_it_half_open_for_ever(make, partner, context, clock):
    integration = make(failures=1, reset=60, timeout=5)
    partner.replies = [BAD]
    fail(integration, context)
    partner.replies = [GOOD]
    clock.sleep(61)
    integration.breaker._admit()

    with pytest.raises(BreakerOpen):
        integration.call("?", context)
    clock.sleep(integration.policy.longest_call)

    assert integration.call("?", context) == "yes"


def test_a_refusal_shows_that_the_partner_is_alive(make, partner, context):
    partner.replies = [BAD, Reply(400, {"error": "no"}), BAD, GOOD]
    integration = make(failures=2)

    fail(integration, context)
    with pytest.raises(Refused):
        integration.call("?", context)
    fail(integration, context)

    assert integration.call("?", context) == "yes"


def test_a_fault_of_our_own_is_neither_success_nor_failure(make, partner, context):
    partner.replies = [BAD]
    breaker = make(failures=2).breaker

    def broken():
        raise ZeroDivisionError

    def unreachable():
        raise Retryable("away")

    for call in (unreachable, broken, unreachable):
        with pytest.raises((Retryable, ZeroDivisionError)):
            breaker.call(call)

    assert breaker.opened


def test_all_processes_see_it_open_and_closed_by_hand(make, partner, context, clock):
    partner.replies = [BAD]
    one = make(failures=1)
    other = Breaker(one.adapter.policy, one.policy, now=clock)

    fail(one, context)
    assert other.opened
    other.reset()
    assert one.breaker.closed


OTHER_PROCESS = """
import sys
import django
django.setup()
from shared.integrations.breaker import Breaker
from shared.integrations.errors import BreakerOpen
from shared.integrations.policies import Policy

name, now = sys.argv[1], float(sys.argv[2])
breaker = Breaker(name, Policy(timeout=5, failures=1, successes=2), now=lambda: now)
for _ in range(2):
    try:
        breaker.call(print, "passed")
    except BreakerOpen:
        print("refused")
"""


def in_another_process(name, now):
    environment = {**os.environ, "TTS_REDIS_PREFIX": settings.REDIS_PREFIX}
    command = [sys.executable, "-c", OTHER_PROCESS, name, str(now)]
    told = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return told.stdout.split()


def test_processes_share_the_probes_of_a_half_open_circuit(make, partner, context, clock):
    # Longer than another process may take to start.
    integration = make(failures=1, successes=2, reset=60, timeout=60)
    name, seen = integration.adapter.policy, []
    partner.replies = [BAD]
    fail(integration, context)
    seen += in_another_process(name, clock.at)
    clock.sleep(61)

    def while_the_other_tries():
        seen.extend(in_another_process(name, clock.at))
        return GOOD

    partner.replies = [while_the_other_tries]
    integration.call("?", context)

    assert seen == ["refused"] * 4
    assert integration.breaker.state == "half_open"
    assert in_another_process(name, clock.at) == ["passed", "passed"]
    assert integration.breaker.closed


def test_failures_counted_at_the_same_time_all_count(make):
    breaker = make(failures=40).breaker

    def unreachable():
        raise Retryable("away")

    def failing(_):
        with pytest.raises(Retryable):
            breaker.call(unreachable)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(failing, range(39)))

    assert breaker.failure_count == 39
    assert breaker.closed


@override_settings(REDIS_URL=AWAY)
def test_without_redis_every_process_has_its_own(make, partner, context):
    partner.replies = [BAD]
    integration = make(failures=2)

    fail(integration, context, times=2)

    with pytest.raises(BreakerOpen):
        integration.call("?", context)


def test_a_bucket_is_shared_and_never_gives_more_than_it_holds(make):
    one = make(burst=10, per_second=0.01)
    buckets = [TokenBucket(one.adapter.policy, one.policy) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda n: buckets[n % 4].take(), range(20)))

    assert waits.count(0) == 10


@override_settings(REDIS_URL=AWAY)
def test_without_redis_a_bucket_limits_its_own_process(make):
    limited = make(burst=2, per_second=0.01)
    bucket = TokenBucket(limited.adapter.policy, limited.policy)

    assert [bucket.take() == 0 for _ in range(3)] == [True, True, False]
