"""A ticket through steps that the simulators decide."""

import pytest

from shared.testing import make_client
from simulators.web import json_answer
from workflow_api.external.tests.steps import (
    ask_for_asset,
    ask_for_budget,
    deploy_checking,
    deploy_reserving,
    perform,
)
from workflow_api.tasks.tests.world import ADMIN, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def shown(task):
    return make_client(ADMIN).get(f"/tasks/{task.pk}/").json()


def test_a_lent_asset_is_replaced_by_an_alternative(ams):
    deploy_reserving()
    task = ask_for_asset("ASSET-788")
    perform()
    waiting = shown(task)

    [alternative, *_] = waiting["external_calls"][0]["alternatives"]
    body = {"action": "retry", "alternative": alternative, "version": waiting["version"]}
    make_client(ADMIN).post(f"/tasks/{task.pk}/external/resolve/", body)
    perform()

    assert waiting["status"] == "pending_external"
    assert shown(task)["current_step"] == "hand-over"
    assert shown(task)["external_calls"][1]["result"]["asset_id"] == alternative


def test_a_budget_within_its_line_goes_on(bms):
    deploy_checking()
    task = ask_for_budget()

    perform()

    assert shown(task)["current_step"] == "hand-over"
    assert shown(task)["external_calls"][0]["result"]["approval_id"].startswith("APPR-")


def test_a_budget_above_its_line_is_rejected(bms):
    deploy_checking()
    task = ask_for_budget("300000.00")

    perform()

    assert shown(task)["status"] == "rejected"


def test_ams_out_of_order_makes_the_task_wait(ams):
    deploy_reserving()
    ams.moods = [lambda _: json_answer({"error": "Out of order"}, 503)]
    task = ask_for_asset()

    perform()

    assert shown(task)["status"] == "pending_external"
    assert shown(task)["external_calls"][0]["reason"] == "HTTP 503"
