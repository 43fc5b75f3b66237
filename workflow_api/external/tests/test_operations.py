"""What designers are offered for steps that ask another system."""

import pytest

from shared.testing import make_client
from workflow_api.engine.operations import OPERATIONS
from workflow_api.tasks.tests.world import ADMIN, ANA, MANAGER

pytestmark = pytest.mark.django_db


def offered(who=ADMIN):
    return {each["id"]: each for each in make_client(who).get("/integrations/operations/").json()}


def test_every_operation_is_offered_with_what_it_requires():
    required = {
        key: {field["name"] for field in each["fields"] if field["required"]}
        for key, each in offered().items()
    }

    assert required == {key: set(fields) for key, fields in OPERATIONS.items()}


def test_required_fields_lead_and_the_others_say_what_they_hold_otherwise():
    budget = offered()["bms.check_budget"]

    assert budget["system"] == "bms"
    assert [(field["name"], field["usual"]) for field in budget["fields"]] == [
        ("amount", ""),
        ("category", ""),
        ("department", "{department}"),
        ("currency", "USD"),
        ("requester_id", "{requester's number}"),
        ("justification", "{subject}"),
    ]


def test_whoever_reads_workflows_reads_operations():
    assert offered(MANAGER).keys() == offered().keys()
    assert make_client(ANA).get("/integrations/operations/").status_code == 403
