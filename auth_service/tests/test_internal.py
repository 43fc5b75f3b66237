"""What only services may ask is closed to people, whatever their roles, and to other services."""

import pytest

from auth_service.tests.make import client_of, program
from shared.identity.api_keys import digest_of
from shared.testing import make_client

# Path → the scope that opens it.
INTERNAL = {
    "/api/v1/users/internal/1/": "users.read",
    "/api/v1/users/internal/?ids=1": "users.read",
    "/api/v1/tts/round-robin/?role=Admin": "roles.read",
    "/api/v1/tts/role-snapshot/": "roles.read",
    "/api/v1/revocations/": "revocations.read",
    f"/api/v1/api-keys/internal/{digest_of('any')}/": "api_keys.read",
}
SCOPES = sorted(set(INTERNAL.values()))


@pytest.mark.parametrize("path", INTERNAL)
def test_people_are_refused(world, path):
    for user in (world.admin, world.auditor, world.agent):
        assert client_of(user).get(path).status_code == 403
    assert make_client().get(path).status_code == 401


@pytest.mark.parametrize("path", INTERNAL)
def test_the_scope_opens_it_and_no_other_does(world, path):
    others = [scope for scope in SCOPES if scope != INTERNAL[path]]

    assert program("with_others", *others).get(path).status_code == 403
    assert program("with_scope", INTERNAL[path]).get(path).status_code in {200, 404}
