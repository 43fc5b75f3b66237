"""What becomes visible of a call: metrics, figures, notices, one log line."""

import pytest
from django.test import override_settings
from structlog.testing import capture_logs

from shared.contracts.notifications import CreateNotification
from shared.integrations import statistics
from shared.integrations.errors import BreakerOpen, InvalidRequest, Refused, Retryable, Throttled
from shared.testing.messages import outbox_messages
from shared.testing.metrics import scraped_value
from shared.testing.partner import Reply

GOOD = Reply(body={"answer": "yes"})
BAD = Reply(503)
AWAY = "redis://127.0.0.1:1/0"


def fail(integration, context, times=1):
    for _ in range(times):
        with pytest.raises(Retryable):
            integration.call("?", context)


def notices():
    return [(each.notification_type, each.subject) for each in outbox_messages(CreateNotification)]


def test_every_call_is_counted_by_what_became_of_it(make, partner, context):
    partner.replies = [GOOD, Reply(400, {"error": "no"}), BAD]
    integration = make(failures=1, retries=1)
    system = integration.adapter.policy

    integration.call("1?", context)
    with pytest.raises(Refused):
        integration.call("2?", context)
    fail(integration, context)
    with pytest.raises(BreakerOpen):
        integration.call("3?", context)

    requests = "integration_requests_total"
    assert scraped_value(requests, adapter_id=system, status="success") == 1
    assert scraped_value(requests, adapter_id=system, status="refused") == 1
    assert scraped_value(requests, adapter_id=system, status="failure") == 2
    assert scraped_value("integration_retries_total", adapter_id=system) == 1
    errors = "integration_errors_total"
    assert scraped_value(errors, adapter_id=system, error_type="UNREACHABLE") == 1
    assert scraped_value(errors, adapter_id=system, error_type="BREAKER_OPEN") == 1
    assert scraped_value("integration_request_duration_seconds_count", adapter_id=system) == 3


def test_our_own_mistakes_are_not_the_partners(make, partner, context):
    partner.replies = [GOOD]
    integration = make(burst=1, per_second=0.01)
    system = integration.adapter.policy

    integration.call("1?", context)
    with pytest.raises(InvalidRequest):
        integration.call("", context)
    with pytest.raises(Throttled):
        integration.call("2?", context)

    assert scraped_value("integration_requests_total", adapter_id=system, status="failure") == 0
    assert statistics.read((system,))[system].calls == 1


def test_the_figures_of_a_day_are_shared(make, partner, context):
    partner.replies = [GOOD, GOOD, GOOD, BAD]
    integration = make()
    for question in "123":
        integration.call(question, context)
    fail(integration, context)

    seen = statistics.read((integration.adapter.policy,))[integration.adapter.policy]

    assert (seen.calls, seen.failures, seen.error_rate) == (4, 1, 0.25)
    half, most = seen.latency_ms(0.5), seen.latency_ms(0.95)
    assert half is not None
    assert most is not None
    assert half <= most <= 1000
    assert seen.last_success is not None
    assert seen.last_failure is not None
    assert seen.last_success < seen.last_failure


@override_settings(REDIS_URL=AWAY)
def test_without_redis_there_are_no_figures_and_the_call_succeeds(make, partner, context):
    partner.replies = [GOOD]
    integration = make()

    assert integration.call("?", context) == "yes"

    assert statistics.read((integration.adapter.policy,))[integration.adapter.policy].calls == 0


def test_admins_hear_of_an_outage_once_however_often_a_probe_fails(make, partner, context, clock):
    partner.replies = [BAD]
    integration = make(failures=2, reset=60)
    name = integration.adapter.policy.upper()

    fail(integration, context, times=2)
    for _ in range(3):
        clock.sleep(61)
        fail(integration, context)

    assert notices() == [("integration_down", f"{name} does not answer")]


def test_admins_hear_when_it_is_over_and_of_the_next_outage(make, partner, context, clock):
    partner.replies = [BAD, GOOD, BAD]
    integration = make(failures=1, successes=1, reset=60)
    name = integration.adapter.policy.upper()

    fail(integration, context)
    clock.sleep(61)
    integration.call("better?", context)
    fail(integration, context)

    down, up, again = outbox_messages(CreateNotification)
    assert [each.subject for each in (down, up, again)] == [
        f"{name} does not answer",
        f"{name} answers again",
        f"{name} does not answer",
    ]
    assert down.deduplication_id != again.deduplication_id
    assert down.recipients == {"roles": [{"system": "TTS", "role": "Admin"}]}


@override_settings(REDIS_URL=AWAY)
def test_processes_without_redis_tell_of_the_same_outage_under_one_name(make, partner, context):
    partner.replies = [BAD]
    one, other = make(failures=1), make(failures=1)
    other.adapter.policy = one.adapter.policy

    fail(one, context)
    fail(other, context)

    names = {
        each.deduplication_id.rpartition(":")[2] for each in outbox_messages(CreateNotification)
    }
    assert len(names) == 1


def test_a_call_leaves_one_line_with_its_facts(make, partner, context):
    partner.replies = [GOOD]
    with capture_logs() as lines:
        make().call("?", context)

    [line] = [each for each in lines if each["event"] == "integration_called"]
    assert (line["operation"], line["status"], line["user_id"]) == ("oracle.ask", "success", 7)
    assert line["integration"]
    assert line["duration_ms"] >= 0
