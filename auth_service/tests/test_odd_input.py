"""What no form would send is refused, not stumbled over."""

import json

import pytest

from auth_service.tests.make import client_of
from shared.testing import make_client

ANONYMOUS = {
    "/token/": {"username": "maria.reyes", "password": "wrong", "otp": "1"},
    "/token/code/": {"username": "maria.reyes", "password": "wrong"},
    "/password/forgot/": {"email": "a@example.com"},
    "/password/reset/": {"token": "x", "new_password": "violet-tractor-42"},
    "/api/v1/invitations/accept/": {"token": "x", "password": "violet-tractor-42"},
    "/api/v1/invitations/preview/": {"token": "x"},
    "/api/v1/hdts/employees/register/": {
        "email": "a@example.com",
        "full_name": "A",
        "password": "violet-tractor-42",
    },
    "/api/v1/hdts/employees/verify-email/": {"token": "x", "password": "a"},
    "/api/v1/users/email/confirm/": {"token": "x"},
}
OWN = {
    "/password/change/": {"current_password": "a", "new_password": "violet-tractor-42"},
    "/token/step-up/": {"otp": "1"},
    "/api/v1/users/2fa/totp/confirm/": {"otp": "1"},
    "/api/v1/users/2fa/totp/remove/": {"password": "a"},
    "/api/v1/users/2fa/recovery-codes/": {"password": "a"},
    "/api/v1/users/me/email/": {"email": "a@example.com", "password": "a"},
}
ODD = ["\ud800", "a\x00b", "٣٣٣٣٣٣", 17, None, True, [], {}, "x" * 100_000]


def fields(bodies):
    return [(path, field) for path, body in bodies.items() for field in body]


def answers(client, path, body, field):
    """Status codes for each odd value of the field."""
    for odd in ODD:
        # Not by the client's own encoder, which stumbles over half a surrogate pair.
        sent = json.dumps({**body, field: odd})
        yield client.post(path, sent, content_type="application/json").status_code


@pytest.mark.parametrize(("path", "field"), fields(ANONYMOUS))
def test_anonymous_endpoints_refuse_it(world, path, field):
    codes = set(answers(make_client(), path, ANONYMOUS[path], field))

    assert codes <= {202, 400, 401, 410, 429}


@pytest.mark.parametrize(("path", "field"), fields(OWN))
def test_endpoints_of_people_refuse_it(world, path, field):
    codes = set(answers(client_of(world.agent), path, OWN[path], field))

    assert codes <= {202, 400, 401, 404, 409, 429}
