"""People decide where another system refused, or did not answer."""

import pytest

from shared.contracts.notifications import CreateAssignmentNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.partner import Reply
from workflow_api.external.tests.replies import RESERVED
from workflow_api.external.tests.steps import (
    ask_for_asset,
    deploy_reserving,
    perform,
    refuse,
    resolve,
    shown,
)
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.world import ADMIN, ALICE, CARL, COORDINATOR, act, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()


def test_an_alternative_is_asked_for_under_a_key_of_its_own(partner):
    task = refuse(partner)

    answer = resolve(task, alternative="ASSET-790")
    perform()

    assert answer.status_code == 200
    assert shown(task)["current_step"] == "hand-over"
    first, second = partner.arrived
    assert second.body["asset_id"] == "ASSET-790"
    assert first.headers["Idempotency-Key"] != second.headers["Idempotency-Key"]


def test_asking_again_after_silence_keeps_the_key(partner):
    deploy_reserving()
    partner.replies = [Reply(503), RESERVED]
    task = ask_for_asset()
    perform()

    resolve(task)
    perform()

    first, second = partner.arrived
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert shown(task)["current_step"] == "hand-over"


def test_an_admin_completes_by_hand_with_a_reason(partner):
    task = refuse(partner)

    without = resolve(task, action="complete", transition="reserve-done")
    done = resolve(task, action="complete", transition="reserve-done", reason="By phone")

    assert without.status_code == 400
    assert without.json()["details"][0]["field"] == "reason"
    assert done.status_code == 200
    assert (done.json()["current_step"], done.json()["status"]) == ("hand-over", "in_progress")
    assert done.json()["external_calls"][0]["resolution"] == "by_hand"


def test_the_steps_role_gets_the_decision_in_its_turn(partner):
    task = refuse(partner, role="IT Support")
    assert resolve(task, ALICE).status_code == 403

    assign_waiting()

    assert outbox_messages(CreateAssignmentNotification)[-1].user_id == ALICE.id
    assert resolve(task, ALICE).status_code == 200


def test_others_may_not_decide(partner):
    task = refuse(partner)

    assert resolve(task, COORDINATOR).status_code == 403
    assert resolve(task, CARL).status_code == 404


def test_a_step_of_another_system_is_nobodys_to_complete_by_a_transition(partner):
    task = refuse(partner)

    answer = act(ADMIN, task.pk, "reserve-done", notes="I do it")
    offered = make_client(ADMIN).get(f"/tasks/{task.pk}/actions/").json()["actions"]

    assert answer.status_code == 409
    assert [action["reason"] for action in offered] == ["Another system decides this step"]


def test_only_a_waiting_task_can_be_resolved(partner):
    deploy_reserving()
    task = ask_for_asset()

    assert resolve(task).status_code == 409
    assert resolve(task, version=99).status_code == 409
    assert resolve(task, action="retry", transition="reserve-done").status_code == 400
