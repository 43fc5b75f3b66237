"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from auth_service.tests.make import sign_in
from auth_service.wsgi import application

DESCRIPTION = SchemaGenerator().get_schema(request=None, public=True)
schema = schemathesis.openapi.from_dict(DESCRIPTION)
schema.app = application
CHECKS = [not_a_server_error, response_schema_conformance]


@pytest.fixture
def admins_token(world):
    """Of an Admin; and, as with Django's own client, no request ends the test's transaction."""
    token = sign_in("admin")["access"]
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield token
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_keeps_to_its_description(admins_token, case):
    headers = {"Authorization": f"Bearer {admins_token}"}

    # Each request meets the same world: what one of them does is taken back.
    with transaction.atomic():
        case.call_and_validate(headers=headers, checks=CHECKS)
        transaction.set_rollback(True)
