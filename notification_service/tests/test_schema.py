"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import pytest

from notification_service.wsgi import application
from shared.identity.api_keys import HEADER
from shared.testing.auth_server import auth_server
from shared.testing.described import (
    described,
    few,
    requests_in_the_tests_transaction,
    try_out,
)
from shared.testing.people import ADMIN, token_of

OF_PROGRAMS = "/api/v1/notifications/"
schema = described(application)


@pytest.fixture
def neighbour(db, settings):
    with auth_server() as server, requests_in_the_tests_transaction():
        settings.AUTH_URL = server.url
        yield server


@schema.include(path_regex=OF_PROGRAMS).parametrize()
@few(25)
def test_an_operation_for_programs_keeps_to_its_description(neighbour, case):
    try_out(case, {HEADER: neighbour.make_key("notifications.send")})


@schema.exclude(path_regex=OF_PROGRAMS).parametrize()
@few(6)
def test_an_operation_for_people_keeps_to_its_description(neighbour, case):
    try_out(case, {"Authorization": f"Bearer {token_of(ADMIN)}"})
