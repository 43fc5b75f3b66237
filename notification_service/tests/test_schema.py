"""Whatever a program sends is answered as described, and nothing makes the service fail."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from notification_service.wsgi import application
from shared.identity.api_keys import HEADER
from shared.testing.auth_server import auth_server

DESCRIPTION = SchemaGenerator().get_schema(request=None, public=True)
schema = schemathesis.openapi.from_dict(DESCRIPTION).include(path_regex="/api/v1/notifications/")
schema.app = application
CHECKS = [not_a_server_error, response_schema_conformance]


@pytest.fixture
def key(db: None, settings: Any) -> Iterator[str]:
    """Of a program; and, as with Django's own client, no request ends the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with auth_server() as server:
        settings.AUTH_URL = server.url
        yield server.make_key("notifications.send")
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_keeps_to_its_description(key, case):
    with transaction.atomic():
        case.call_and_validate(headers={HEADER: key}, checks=CHECKS)
        transaction.set_rollback(True)
