"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import pytest

from shared.testing.auth_server import auth_server
from shared.testing.described import (
    described,
    few,
    requests_in_the_tests_transaction,
    try_out,
)
from shared.testing.people import ADMIN, token_of
from workflow_api.wsgi import application

schema = described(application)


@pytest.fixture
def admins_token(db, settings):
    with auth_server() as server, requests_in_the_tests_transaction():
        settings.AUTH_URL = server.url
        yield token_of(ADMIN)


@schema.parametrize()
@few(2)
def test_an_operation_keeps_to_its_description(admins_token, case):
    try_out(case, {"Authorization": f"Bearer {admins_token}"})
