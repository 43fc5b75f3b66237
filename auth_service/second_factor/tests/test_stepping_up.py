"""Proving again who one is."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from auth_service.audit.models import AuditEvent
from auth_service.second_factor.tests.people import code, signed_in, with_app
from auth_service.tests.make import PASSWORD, bearer, browser, own_page, program, sign_in
from auth_service.tokens.models import Session
from shared.testing import make_client

STEP_UP = "/token/step-up/"


def test_the_password_gives_a_token_with_a_fresh_time(world, elsewhere, clock):
    first = sign_in("maria.reyes")
    before = elsewhere(first["access"]).claims
    clock.advance(seconds=3)

    answer = bearer(first["access"]).post(STEP_UP, {"password": PASSWORD})

    assert answer.status_code == 200
    after = elsewhere(answer.json()["access"]).claims
    assert after["auth_time"] == answer.json()["auth_time"] == before["auth_time"] + 3
    assert (after["sid"], after["amr"], after["acr"]) == (before["sid"], ["pwd"], "aal1")
    assert AuditEvent.objects.filter(action="session.stepped_up").count() == 1


def test_refreshing_keeps_the_time_of_the_proof(world, elsewhere, clock):
    first = sign_in("maria.reyes")
    signed = elsewhere(first["access"]).claims["auth_time"]
    clock.advance(seconds=3)

    renewed = make_client().post("/token/refresh/", {"refresh": first["refresh"]}).json()

    assert elsewhere(renewed["access"]).claims["auth_time"] == signed


def test_with_a_second_factor_the_password_is_not_enough(world, elsewhere, clock):
    secret, codes = with_app(world.agent)
    client = bearer(signed_in(world.agent, codes[0])["access"])

    refused = client.post(STEP_UP, {"password": PASSWORD})
    answer = client.post(STEP_UP, {"otp": code(secret)})
    again = client.post(STEP_UP, {"otp": code(secret)})

    assert (refused.status_code, refused.json()["code"]) == (401, "OTP_REQUIRED")
    assert "totp" in elsewhere(answer.json()["access"]).claims["amr"]
    assert (again.status_code, again.json()["code"]) == (401, "OTP_INVALID")


def test_guessing_is_delayed(world):
    client = bearer(sign_in("maria.reyes")["access"])

    answers = [client.post(STEP_UP, {"password": "wrong"}).status_code for _ in range(6)]

    assert answers == [400] * 5 + [429]


def test_a_browser_gets_the_token_as_a_cookie(world):
    client = browser("maria.reyes")
    before = client.cookies["access_token"].value

    response = client.post(STEP_UP, {"password": PASSWORD}, headers=own_page(client))

    assert response.status_code == 200
    assert "access" not in response.json()
    assert client.cookies["access_token"].value != before
    assert client.get("/api/v1/users/me/").status_code == 200


@pytest.mark.parametrize("body", [{}, {"otp": "123456", "password": PASSWORD}, {"pin": 1}])
def test_one_proof_is_given(world, body):
    assert bearer(sign_in("maria.reyes")["access"]).post(STEP_UP, body).status_code == 400


# What gives somebody a way in.
ACTS = [
    ("post", "/api/v1/users/"),
    ("patch", "/api/v1/users/{agent}/"),
    ("delete", "/api/v1/users/{agent}/2fa/"),
    ("post", "/api/v1/user-roles/"),
    ("post", "/api/v1/invitations/"),
    ("post", "/api/v1/api-keys/"),
    ("post", f"/api/v1/api-keys/{UUID(int=7)}/rotate/"),
    ("post", "/api/v1/service-clients/"),
    ("patch", "/api/v1/service-clients/reporting/"),
    ("post", "/api/v1/service-clients/reporting/rotate/"),
    ("post", "/api/v1/users/2fa/totp/confirm/"),
]


def test_a_browser_left_open_lets_nobody_in(world, settings):
    settings.STEP_UP_MINUTES = 15
    stale, fresh = stale_client("admin"), bearer(sign_in("admin")["access"])

    for method, path in ACTS:
        address = path.format(agent=world.agent.pk)
        refused = getattr(stale, method)(address, {})
        proven = getattr(fresh, method)(address, {})

        assert (refused.status_code, refused.json()["code"]) == (403, "STEP_UP_REQUIRED"), path
        assert proven.status_code != 403, path
    assert stale.get("/api/v1/users/").status_code == 200


def stale_client(username):
    """Signed in sixteen minutes ago, and renewed since."""
    pair = sign_in(username)
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=16))
    renewed = make_client().post("/token/refresh/", {"refresh": pair["refresh"]}).json()
    return bearer(renewed["access"])


@pytest.mark.parametrize("proof", [{"password": "wrong"}, {"otp": "000000"}])
def test_a_wrong_proof_is_kept(world, proof):
    if "otp" in proof:
        _, codes = with_app(world.agent)
        client = bearer(signed_in(world.agent, codes[0])["access"])
    else:
        client = bearer(sign_in("maria.reyes")["access"])

    client.post(STEP_UP, proof)

    act = AuditEvent.objects.get(action="sign_in.failed")
    assert (act.actor_id, act.object_id) == (world.agent.pk, str(world.agent.pk))


def test_only_people_step_up(world):
    assert make_client().post(STEP_UP, {"password": PASSWORD}).status_code == 401
    assert program("workflow_api").post(STEP_UP, {"password": PASSWORD}).status_code == 403
