"""The adapters against the simulators of AMS and BMS, in good and in bad moods."""

import json
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.integrations.adapter import CallContext
from shared.integrations.errors import (
    Garbled,
    IntegrationError,
    InvalidRequest,
    Refused,
    Retryable,
)
from shared.integrations.policies import POLICIES, Policy
from shared.integrations.stack import Integration
from shared.testing.partner import Reply, partner
from simulators.web import json_answer
from workflow_api.external.adapters.ams import ReserveAsset
from workflow_api.external.adapters.bms import CheckBudget

pytestmark = pytest.mark.django_db
ASSET = {"asset_id": "ASSET-789", "requester_id": 123, "task_id": "T-456", "duration_days": 30}
BUDGET = {
    "department": "Operations",
    "amount": "5000.00",
    "currency": "USD",
    "category": "Equipment",
    "requester_id": 123,
}


DATA = Path(__file__).parents[2] / "test-data"


def samples(system):
    """What a system may answer; that it may be silent is another test's matter."""
    listed = json.loads((DATA / f"{system}-responses.json").read_text())["responses"]
    return [sample for sample in listed if not sample.get("times_out")]


@pytest.fixture
def slept():
    return []


@pytest.fixture
def call(slept):
    def perform(adapter, request, *, key=None, **policy):
        changed = Policy(**{**_columns(POLICIES[adapter.policy]), **policy})
        context = CallContext(
            correlation_id=str(uuid.uuid4()),
            idempotency_key=key or str(uuid.uuid4()),
            at=datetime.now(UTC),
            timeout=changed.timeout,
        )
        stack = Integration(adapter, policy=changed, sleep=slept.append)
        return stack.call(request, context)

    return perform


def _columns(policy):
    return {name: getattr(policy, name) for name in policy.__slots__}


def mood(status, **headers):
    answer = json_answer({"error": "Out of order"}, status)
    return lambda _: type(answer)(answer.body, status=status, headers=headers)


def test_a_free_asset_is_reserved(ams, call):
    answer = call(ReserveAsset(), ASSET)

    assert answer.outcomes[0] == "done"
    assert answer.facts["reservation_id"].startswith("RES-")
    assert answer.facts["asset_details"]["serial"]


def test_a_lent_asset_is_refused_with_alternatives(ams, call):
    with pytest.raises(Refused, match="not available") as caught:
        call(ReserveAsset(), {**ASSET, "asset_id": "ASSET-788"})

    assert caught.value.answer["available_alternatives"]


def test_a_wrong_key_is_a_refusal(ams, call, settings):
    settings.AMS_API_KEY = "wrong"

    with pytest.raises(Refused) as caught:
        call(ReserveAsset(), ASSET)

    assert caught.value.status == 401


@pytest.mark.parametrize("field", ["asset_id", "task_id", "requester_id", "duration_days"])
def test_what_ams_would_refuse_is_not_sent(ams, call, field):
    with pytest.raises(InvalidRequest, match=field):
        call(ReserveAsset(), {**ASSET, field: None})


def test_ams_is_asked_once(ams, call, slept):
    ams.moods = [mood(500)]

    with pytest.raises(Retryable, match="HTTP 500"):
        call(ReserveAsset(), ASSET)

    assert slept == []


def test_bms_is_asked_again_after_five_seconds_and_books_once(bms, call, slept, settings):
    first = call(CheckBudget(), BUDGET, key="K-1")
    settings.REDIS_PREFIX = "tts:test:forgetful:" + uuid.uuid4().hex
    bms.moods = [mood(500)]

    again = call(CheckBudget(), BUDGET, key="K-1")

    assert slept == [5]
    assert again.facts == first.facts
    assert call(CheckBudget(), BUDGET).facts["remaining_balance"] == "240000.00"


def test_bms_says_how_long_to_wait(bms, call, slept):
    bms.moods = [mood(429, **{"Retry-After": "3"})]

    call(CheckBudget(), BUDGET)

    assert slept == [5]


def test_a_longer_wait_than_ours_ends_the_attempt(bms, call, slept):
    bms.moods = [mood(429, **{"Retry-After": "120"})]

    with pytest.raises(Retryable) as caught:
        call(CheckBudget(), BUDGET)

    assert (caught.value.retry_after, slept) == (120, [])


def test_a_slow_system_is_left_after_the_time_out(ams, call):
    woken = threading.Event()
    ams.moods = [lambda _: woken.wait(10) and None]

    with pytest.raises(Retryable, match="ReadTimeout"):
        call(ReserveAsset(), ASSET, timeout=0.3)

    woken.set()


def test_a_system_that_is_down_is_retryable(call, settings):
    settings.BMS_URL = "http://127.0.0.1:1"

    with pytest.raises(Retryable, match="no answer"):
        call(CheckBudget(), BUDGET)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": "300000"}, "INSUFFICIENT_FUNDS"),
        ({"category": "Balloons"}, "NO_BUDGET_LINE"),
    ],
)
def test_a_budget_may_be_rejected_with_a_reason(bms, call, changes, code):
    answer = call(CheckBudget(), {**BUDGET, **changes})

    assert answer.outcomes == ("reject",)
    assert answer.reason
    assert answer.facts["rejection_code"] == code


@pytest.mark.parametrize(
    ("adapter", "sample"),
    [
        pytest.param(adapter, sample, id=f"{adapter.policy}: {sample['name']}")
        for adapter in (ReserveAsset(), CheckBudget())
        for sample in samples(adapter.policy)
    ],
)
def test_every_answer_of_the_test_data_is_understood(settings, call, adapter, sample):
    content = sample["raw"].encode() if "raw" in sample else sample["body"]
    with partner() as found:
        found.replies = [Reply(sample["status"], content)]
        settings.AMS_URL = settings.BMS_URL = found.url

        assert outcome_of(call, adapter, sample["request"]) in expected(sample)


def expected(sample):
    if sample["status"] >= 500 or sample["status"] == 429:
        return {Retryable}
    if sample["status"] >= 400:
        return {Refused, InvalidRequest}
    body = sample.get("body", {})
    if body.get("approved") is False:
        return {"reject"}
    return {"done", "approve"} if {"reservation_id", "approval_id"} & body.keys() else {Garbled}


def outcome_of(call, adapter, request):
    try:
        return call(adapter, request, retries=0).outcomes[0]
    except IntegrationError as error:
        return type(error)


def test_health_tells_who_is_there(ams, bms, settings):
    assert ReserveAsset().health_check().status == "pass"
    settings.BMS_URL = "http://127.0.0.1:1"
    assert CheckBudget().health_check().status == "fail"
