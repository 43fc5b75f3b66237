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
from shared.testing.workflow import Workflow
from ticket_service.wsgi import application

schema = described(application)


@schemathesis.serializer("application/x-ndjson")
def as_lines(context, value):
    rows = value if isinstance(value, list) else [value]
    return b"\n".join(orjson.dumps(row) for row in rows)


@pytest.fixture(scope="module")
def workflow():
    workflow = Workflow()
    workflow.categories = [{"category": "IT Support", "sub_category": "Access"}]
    yield workflow
    workflow.close()


@pytest.fixture
def admins_token(db, settings, workflow):
    settings.WORKFLOW_URL = workflow.url
    with auth_server() as server, requests_in_the_tests_transaction():
        settings.AUTH_URL = server.url
        yield token_of(ADMIN)


@schema.parametrize()
@few(4)
def test_an_operation_keeps_to_its_description(admins_token, case):
    try_out(case, {"Authorization": f"Bearer {admins_token}"})
