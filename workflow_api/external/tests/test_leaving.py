"""A task leaves a step that asks another system without waiting for the answer."""

import pytest

from shared.contracts.workflow import PerformExternalCall
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.partner import Reply
from workflow_api.external import answering, performing, selectors
from workflow_api.external.tests.steps import (
    ask_for_asset,
    deploy_reserving,
    newest_call,
    perform,
)
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.directing import post
from workflow_api.tasks.tests.world import ADMIN, build_world

pytestmark = pytest.mark.django_db
WAYS = [
    pytest.param("cancel/", {"reason": "Not needed any more"}, id="cancelled"),
    pytest.param("move/", {"step": "hand-over", "reason": "By telephone"}, id="moved"),
]


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()


@pytest.mark.parametrize(("action", "body"), WAYS)
def test_what_nobody_has_asked_yet_is_not_asked_any_more(partner, action, body):
    deploy_reserving()
    task = ask_for_asset()

    left = post(ADMIN, task, action, **body)
    perform()

    assert (left.status_code, partner.arrived) == (200, [])
    assert (newest_call().state, newest_call().resolution) == ("waiting", "left")
    assert selectors.integration_named("ams").waiting.questions == 0


def test_an_answer_that_comes_after_all_is_kept_and_changes_nothing(partner):
    deploy_reserving()
    partner.replies = [Reply(body={"reservation_id": "RES-1", "status": "confirmed"})]
    task = ask_for_asset()

    performing.perform(outbox_messages(PerformExternalCall)[-1])
    post(ADMIN, task, "cancel/", reason="Not needed any more")
    answering.proceed(call_id=newest_call().pk)

    assert Task.objects.get().status == "cancelled"
    shown = make_client(ADMIN).get(f"/tasks/{task.pk}/").json()["external_calls"]
    assert [(call["state"], call["resolution"]) for call in shown] == [("succeeded", "left")]


@pytest.mark.parametrize(("action", "body"), WAYS)
def test_a_question_that_waits_for_a_decision_waits_for_none_any_more(partner, action, body):
    deploy_reserving()
    partner.replies = [Reply(400, {"error": "Asset not available"})]
    task = ask_for_asset()
    perform()
    assert Task.objects.get().status == "pending_external"

    post(ADMIN, task, action, **body)

    assert newest_call().resolution == "left"
    assert Task.objects.get().status != "pending_external"
