"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import orjson
import pytest
import schemathesis

from shared.testing.auth_server import auth_server
from shared.testing.described import (
    described,
    few,
    requests_in_the_tests_transaction,
    try_out,
)
from shared.testing.people import ADMIN, token_of
from ticket_service.wsgi import application

# The categories are workflow_api's: without it they are unknown, as their own tests say.
schema = described(application).exclude(path="/categories/")


@schemathesis.serializer("application/x-ndjson")
def as_lines(context, value):
    rows = value if isinstance(value, list) else [value]
    return b"\n".join(orjson.dumps(row) for row in rows)


@pytest.fixture
def admins_token(db, settings):
    with auth_server() as server, requests_in_the_tests_transaction():
        settings.AUTH_URL = server.url
        yield token_of(ADMIN)


@schema.parametrize()
@few(4)
def test_an_operation_keeps_to_its_description(admins_token, case):
    try_out(case, {"Authorization": f"Bearer {admins_token}"})
