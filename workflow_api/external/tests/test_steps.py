"""Steps that another system does: asked, answered, refused, unreachable."""

import time

import pytest

from shared.contracts.notifications import CreateNotification
from shared.contracts.status import UpdateStatus
from shared.contracts.workflow import PerformExternalCall
from shared.integrations.redis import client, key
from shared.testing import make_client
from shared.testing.messages import deliver, outbox_messages
from shared.testing.partner import REFUSING
from workflow_api.external.models import ExternalCall
from workflow_api.external.tests.replies import APPROVED, REJECTED, RESERVED
from workflow_api.external.tests.steps import (
    ask_for_asset,
    ask_for_budget,
    deploy_checking,
    deploy_reserving,
    newest_call,
    perform,
    refuse,
    resolve,
    shown,
)
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.tests.world import ADMIN, CARL, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()


def test_entering_the_step_asks_only_through_a_message(partner):
    deploy_reserving()

    task = ask_for_asset()

    assert partner.arrived == []
    assert shown(task)["external_calls"][0]["state"] == "waiting"
    assert [m.call_id for m in outbox_messages(PerformExternalCall)] == [newest_call().pk]


def test_a_reservation_moves_the_task_on_and_is_kept(partner):
    deploy_reserving()
    partner.replies = [RESERVED]
    task = ask_for_asset(requester_id="123")

    perform()

    after = shown(task)
    assert (after["status"], after["current_step"]) == ("in_progress", "hand-over")
    assert after["assigned_user_name"] == CARL.full_name
    assert after["external_calls"][0]["result"]["reservation_id"] == "RES-999"
    [asked] = partner.arrived
    assert asked.path == "/api/assets/reserve/"
    assert asked.headers["X-API-Key"] == "key of ams"
    assert asked.body["asset_id"] == "ASSET-789"
    assert asked.body["task_id"] == task.number
    assert asked.body["duration_days"] == 30


def test_a_redelivered_question_is_asked_once(partner):
    deploy_reserving()
    partner.replies = [RESERVED]
    task = ask_for_asset()

    perform()
    perform()

    assert len(partner.arrived) == 1
    assert task.items.count() == 2


def test_an_approved_budget_moves_the_task_on(partner):
    deploy_checking()
    partner.replies = [APPROVED]
    task = ask_for_budget()

    perform()

    assert shown(task)["current_step"] == "hand-over"
    [asked] = partner.arrived
    assert asked.headers["Authorization"] == "Bearer token of bms"
    assert (asked.body["department"], asked.body["amount"]) == ("Operations", "5000.00")
    assert (asked.body["category"], asked.body["currency"]) == ("Equipment", "USD")


def test_a_rejected_budget_takes_the_way_of_rejection_with_its_reason(partner):
    deploy_checking()
    partner.replies = [REJECTED]
    task = ask_for_budget()

    perform()

    assert shown(task)["status"] == "rejected"
    assert task.items.get().notes == "Insufficient budget"


def test_a_rejection_without_a_way_waits_for_a_person(partner):
    deploy_checking(may_reject=False)
    partner.replies = [REJECTED]
    task = ask_for_budget()

    perform()

    assert shown(task)["status"] == "pending_external"
    assert newest_call().state == "rejected"


def test_a_refusal_waits_with_reason_and_alternatives_and_tells_the_admins(partner):
    task = refuse(partner)

    after = shown(task)
    [call] = after["external_calls"]
    assert after["status"] == "pending_external"
    assert (call["state"], call["reason"]) == ("failed", "Asset not available")
    assert call["alternatives"] == ["ASSET-790", "ASSET-791"]
    [told] = outbox_messages(CreateNotification)
    assert told.notification_type == "external_approval_pending"
    assert told.recipients["roles"] == [{"system": "TTS", "role": "Admin"}]
    assert "ASSET-790" in told.message
    assert outbox_messages(UpdateStatus)[-1].status == "pending_external"


def test_the_clock_stands_still_while_the_task_waits_and_runs_again(partner):
    task = refuse(partner)

    paused = make_client(ADMIN).get(f"/tasks/{task.pk}/sla/").json()
    resolve(task)

    assert (paused["state"], paused["deadline"]) == ("paused", None)
    kinds = [segment.kind for segment in SlaSegment.objects.filter(task=task)]
    assert kinds == ["running", "paused", "running"]
    assert shown(task)["sla_state"] == "ok"


def test_nobody_answering_is_no_lost_ticket(partner, settings):
    settings.AMS_URL = REFUSING
    deploy_reserving()
    task = ask_for_asset()

    perform()

    assert shown(task)["status"] == "pending_external"
    assert newest_call().error_code == "UNREACHABLE"


def test_a_ticket_without_an_asset_is_not_sent_out(partner):
    deploy_reserving()
    task = ask_for_asset(asset_id="")

    perform()

    assert partner.arrived == []
    assert "asset_id must be" in shown(task)["external_calls"][0]["reason"]


def test_an_answer_that_comes_while_the_task_is_on_hold_is_followed_later(partner):
    deploy_reserving()
    partner.replies = [RESERVED]
    task = ask_for_asset()
    make_client(ADMIN).post(f"/tasks/{task.pk}/hold/", {"reason": "Wait"})

    perform()
    assert shown(task)["current_step"] == "reserve"
    make_client(ADMIN).post(f"/tasks/{task.pk}/resume/", {})
    perform()

    assert shown(task)["current_step"] == "hand-over"
    assert len(partner.arrived) == 1


def test_a_waiting_task_waits_again_after_a_hold_and_nobody_is_told_twice(partner):
    task = refuse(partner)
    make_client(ADMIN).post(f"/tasks/{task.pk}/hold/", {"reason": "Wait"})
    make_client(ADMIN).post(f"/tasks/{task.pk}/resume/", {})

    perform()

    assert shown(task)["status"] == "pending_external"
    assert len(partner.arrived) == 1
    assert len({told.deduplication_id for told in outbox_messages(CreateNotification)}) == 1


def test_too_many_questions_wait_for_their_turn_in_the_outbox(partner):
    deploy_reserving()
    # So far in debt that no load on the machine lets it fill up during the test.
    client().hset(key("bucket", "ams"), mapping={"tokens": -1000, "at": time.time()})
    task = ask_for_asset()

    perform()

    assert partner.arrived == []
    assert newest_call().state == "waiting"
    assert len(outbox_messages(PerformExternalCall)) == 2
    assert shown(task)["status"] == "in_progress"


def test_a_message_about_a_call_that_is_no_more_has_no_effect():
    deliver(PerformExternalCall(call_id=12345))

    assert not ExternalCall.objects.exists()
