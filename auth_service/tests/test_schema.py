"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import pytest

from auth_service.tests.make import sign_in
from auth_service.wsgi import application
from shared.testing.described import (
    described,
    few,
    requests_in_the_tests_transaction,
    try_out,
)

schema = described(application)


@pytest.fixture
def admins_token(world):
    token = sign_in("admin")["access"]
    with requests_in_the_tests_transaction():
        yield token


@schema.parametrize()
@few(6)
def test_an_operation_keeps_to_its_description(admins_token, case):
    try_out(case, {"Authorization": f"Bearer {admins_token}"})
