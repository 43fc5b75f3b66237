"""What the last way out would tell AMS or BMS is shown before it is taken."""

import pytest

from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from workflow_api.external.models import EndAction
from workflow_api.tasks.tests.directing import post
from workflow_api.tasks.tests.world import (
    BUDGET,
    CARL,
    CHECK_IN,
    COORDINATOR,
    DORA,
    ELSA,
    NETWORK,
    NOOR,
    act,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db
ASSET = {"asset_name": "Laptop LT-204", "serial_number": "SN-1"}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def told_by(who, task):
    """What each way out would tell, by its key."""
    offered = make_client(who).get(f"/tasks/{task.pk}/actions/").json()["actions"]
    return {action["transition"]: action["tells"] for action in offered}


def known_before(message):
    later = {"completed_at", "idempotency_key"}
    return {name: value for name, value in message.kwargs().items() if name not in later}


def test_the_last_way_of_an_asset_foretells_what_ams_is_told():
    task = make_task(**CHECK_IN, **ASSET)
    first = told_by(CARL, task)
    act(CARL, task.pk, "inspect-done")

    foretold = told_by(CARL, task)
    act(CARL, task.pk, "record-done")

    assert set(first.values()) == {None}
    [sent] = outbox_messages(AmsCompletion)
    assert foretold["record-done"] == {"system": "ams", "request": known_before(sent)}
    assert foretold["record-done"]["request"]["asset_name"] == "Laptop LT-204"
    assert foretold["record-return"] is None


def test_whoever_approves_is_named_and_a_rejection_tells_nothing():
    task = make_task(**BUDGET, requested_budget="1500.00")
    act(DORA, task.pk, "analyse-done")

    foretold = told_by(ELSA, task)
    act(ELSA, task.pk, "approve-approve")

    [sent] = outbox_messages(BmsCompletion)
    assert foretold["approve-approve"] == {"system": "bms", "request": known_before(sent)}
    assert foretold["approve-approve"]["request"]["approved_by"] == ELSA.id
    assert foretold["approve-reject"] is None


def test_an_end_that_was_told_is_not_told_again():
    task = make_task(**CHECK_IN)
    act(CARL, task.pk, "inspect-done")
    act(CARL, task.pk, "record-done")
    post(COORDINATOR, task, "reopen/", reason="It is broken again")

    assert told_by(CARL, task)["record-done"] is None
    EndAction.objects.update(state="refused", receipt={}, answered_at=task.created_at)
    assert told_by(CARL, task)["record-done"]["system"] == "ams"


def test_a_workflow_that_tells_no_system_foretells_nothing():
    task = make_task(**NETWORK)

    assert set(told_by(NOOR, task).values()) == {None}
