"""What the engine lets a step name, and what there is to be called."""

import pytest
from django.conf import settings

from shared.integrations.policies import POLICIES
from workflow_api.engine.operations import OPERATIONS as KNOWN_TO_THE_ENGINE
from workflow_api.external.adapters.catalogue import OPERATIONS
from workflow_api.external.adapters.operation import Occasion

OCCASION = Occasion(
    reference="T-1-1",
    task_number="T-1",
    ticket_number="HD-1",
    title="Laptop is broken",
    department="IT",
    requester_name="Ana Cruz",
    requester_email="ana.cruz@example.com",
    requester_id=7,
)


def test_the_engine_knows_exactly_the_operations_there_are():
    assert set(KNOWN_TO_THE_ENGINE) == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_what_an_operation_cannot_do_without_is_what_a_step_must_map(operation):
    faults = operation.validate(dict(operation.usual(OCCASION)))

    assert {fault.field for fault in faults} == set(KNOWN_TO_THE_ENGINE[operation.adapter_id])


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_every_operation_has_a_row_and_a_breaker_in_the_metrics(operation):
    assert operation.adapter_id.startswith(f"{operation.policy}.")
    assert operation.policy in POLICIES
    assert operation.policy in settings.INTEGRATIONS
