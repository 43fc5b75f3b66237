"""Tasks that ask another system go to another version of their workflow."""

from datetime import timedelta

import pytest
from django.db.models import F

from shared.testing import make_client
from workflow_api.external.models import ExternalCall
from workflow_api.external.tests.replies import REFUSED, RESERVED
from workflow_api.external.tests.steps import (
    HAND_OVER,
    RESERVE,
    ask_for_asset,
    deploy_reserving,
    newest_call,
    perform,
)
from workflow_api.migrating.tests.stories import carry_out, draw_again, order, preview, result, undo
from workflow_api.sla.models import SlaSegment
from workflow_api.sla.services import scan
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(partner):
    build_world()


@pytest.fixture
def admin():
    return make_client(ADMIN)


def check():
    return step("check", "Asset Custodian", is_end=True)


def ask_elsewhere(workflow, key="fetch"):
    """Let version 2 reserve at a step of another key, and hand over afterwards."""
    return draw_again(
        workflow, {**RESERVE, "key": key}, dict(HAND_OVER), way(key, "done", "hand-over")
    )


def asking():
    deploy_reserving()
    task = ask_for_asset()
    return task.workflow, task


def refused(partner):
    """A task whose question was refused, so that a person has to decide."""
    partner.replies = [REFUSED, RESERVED]
    workflow, task = asking()
    perform()
    task.refresh_from_db()
    return workflow, task


def test_a_question_on_its_way_keeps_its_key_and_its_answer_lands(admin, partner):
    partner.replies = [RESERVED]
    workflow, task = asking()
    key = newest_call().idempotency_key
    ask_elsewhere(workflow)

    order(admin, workflow=workflow, mapping={"reserve": "fetch"})
    carry_out()
    task.refresh_from_db()
    moved = (task.workflow_version.number, task.current_step)
    perform()

    assert moved == (2, "fetch")
    task.refresh_from_db()
    assert task.current_step == "hand-over"
    assert len(partner.arrived) == 1
    assert ExternalCall.objects.get().idempotency_key == key
    assert ExternalCall.objects.get().state == "succeeded"


def test_a_question_on_its_way_is_not_left_and_the_preview_says_so(admin, partner):
    workflow, task = asking()
    draw_again(workflow, check())
    mapping = {"reserve": "check"}

    shown = preview(admin, workflow, mapping=mapping)
    migration = order(admin, workflow=workflow, mapping=mapping).json()
    carry_out()

    assert (shown["verdict"], shown["to_step"]) == ("blocked", None)
    assert "has asked another system" in shown["reason"]
    assert result(admin, migration)["reason"] == shown["reason"]
    partner.replies = [RESERVED]
    perform()
    task.refresh_from_db()
    assert (task.workflow_version.number, task.current_step) == (1, "hand-over")


def test_a_refused_question_goes_on_waiting_for_a_decision_at_the_new_step(admin, partner):
    workflow, task = refused(partner)
    ask_elsewhere(workflow)

    order(admin, workflow=workflow, mapping={"reserve": "fetch"})
    carry_out()

    task.refresh_from_db()
    assert (task.status, task.current_step) == ("pending_external", "fetch")
    body = {"action": "retry", "version": task.version, "alternative": "ASSET-790"}
    assert admin.post(f"/tasks/{task.pk}/external/resolve/", body).status_code == 200
    perform()
    task.refresh_from_db()
    assert (task.status, task.current_step) == ("in_progress", "hand-over")
    assert partner.arrived[-1].body["asset_id"] == "ASSET-790"


def test_a_refused_question_is_closed_when_the_mapping_leads_away_from_it(admin, partner):
    workflow, task = refused(partner)
    draw_again(workflow, check())

    order(admin, workflow=workflow, mapping={"reserve": "check"})
    carry_out()

    task.refresh_from_db()
    assert (task.status, task.current_step) == ("in_progress", "check")
    assert newest_call().resolution == "left"
    assert not SlaSegment.objects.filter(ended_at=None, kind="paused").exists()
    assert task.sla_deadline is not None
    perform()
    assert len(partner.arrived) == 1


def test_the_preview_knows_when_a_task_is_due_whose_clock_goes_on(admin, partner):
    workflow, _ = refused(partner)
    draw_again(workflow, check())
    mapping = {"reserve": "check"}

    shown = preview(admin, workflow, mapping=mapping)

    assert shown["sla_deadline_before"] is None
    assert shown["sla_deadline"] is not None


def test_trap_2_a_clock_that_goes_on_escalates_nothing_at_once(admin, partner):
    workflow, task = refused(partner)
    SlaSegment.objects.filter(ended_at=None).update(started_at=F("started_at") - timedelta(days=30))
    draw_again(workflow, check())

    order(admin, workflow=workflow, mapping={"reserve": "check"})
    carry_out()
    scan()

    assert not task.events.filter(kind__in=["sla_warning", "sla_breach"]).exists()


def test_undoing_lets_the_refused_question_wait_again(admin, partner):
    workflow, task = refused(partner)
    draw_again(workflow, check())
    migration = order(admin, workflow=workflow, mapping={"reserve": "check"}).json()
    carry_out()

    undo(admin, migration)

    assert result(admin, migration)["status"] == "undone"
    task.refresh_from_db()
    assert (task.status, task.current_step) == ("pending_external", "reserve")
    assert task.sla_deadline is None
    body = {"action": "retry", "version": task.version, "alternative": "ASSET-790"}
    assert admin.post(f"/tasks/{task.pk}/external/resolve/", body).status_code == 200
    perform()
    task.refresh_from_db()
    assert task.current_step == "hand-over"


def test_a_question_asked_by_a_move_is_not_taken_back(admin, partner):
    deploy(step("look"), step("check", is_end=True), way("look", "done", "check"))
    task = begin()
    ask_elsewhere(task.workflow)
    mapping = {"look": "fetch"}
    migration = order(admin, workflow=task.workflow, mapping=mapping).json()
    carry_out()
    asked = newest_call()

    undo(admin, migration)

    assert (asked.task_id, asked.state) == (task.pk, "waiting")
    row = result(admin, migration)
    assert row["status"] == "kept"
    assert "has asked another system" in row["reason"]
    task.refresh_from_db()
    assert (task.current_step, task.workflow_version.number) == ("fetch", 2)
