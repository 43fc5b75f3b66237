"""The sample workflows of test-data import and are judged as their README says."""

import json
from pathlib import Path

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN, ALICE, BOB
from workflow_api.roles.tests.factories import make_role

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[3] / "test-data" / "workflows"
ROLES = ["Budget Analyst", "Budget Approver", "Asset Custodian", "IT Support", "Ticket Coordinator"]


@pytest.fixture
def admin():
    for role in ROLES:
        make_role(role, ALICE, BOB)
    return make_client(ADMIN)


def sample(name):
    return json.loads((SAMPLES / f"{name}.json").read_text())


@pytest.mark.parametrize("name", ["purchase-request", "equipment-budget", "laptop-replacement"])
def test_a_finished_sample_is_imported_and_deployed(admin, name):
    imported = admin.post("/workflows/import/", sample(name)).json()

    assert imported["problems"] == []
    deployed = admin.post(f"/workflows/{imported['workflow']['id']}/deploy/")
    assert deployed.json()["status"] == "deployed"


def test_the_unfinished_sample_is_imported_with_its_problems(admin):
    imported = admin.post("/workflows/import/", sample("unfinished")).json()

    assert {problem["code"] for problem in imported["problems"]} == {
        "sub_category_missing",
        "end_missing",
        "condition_gap",
        "end_unreachable",
        "loop_without_exit",
        "weight_not_positive",
        "role_missing",
        "role_unknown",
        "step_unreachable",
        "dead_end",
        "transition_dangling",
    }
    assert admin.post(f"/workflows/{imported['workflow']['id']}/deploy/").status_code == 422
