"""The classic attacks on JWTs, against auth_service and a service with the published keys."""

import pytest

from auth_service.tests.make import bearer, make_program, sign_in
from auth_service.tokens import keys
from shared.errors import AuthFailed
from shared.testing import make_client
from shared.testing.forgeries import ATTACKS, Forger

ME = "/api/v1/users/me/"


@pytest.fixture
def forger(world):
    _, key = keys.signing_key()
    return Forger(sign_in("maria.reyes")["access"], key)


def test_the_forger_could_sign_a_good_token(forger, elsewhere):
    assert bearer(forger.signed()).get(ME).status_code == 200
    assert elsewhere(forger.signed()).username == "maria.reyes"


@pytest.mark.parametrize("attack", ATTACKS)
def test_auth_service_refuses(forger, attack):
    token = ATTACKS[attack](forger)

    for response in (
        bearer(token).get(ME),
        make_client().post("/token/verify/", {"token": token}),
    ):
        assert response.status_code == 401
        code = "TOKEN_EXPIRED" if attack == "expired" else "AUTH_FAILED"
        assert response.json()["code"] == code


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_service_with_the_published_keys_refuses(forger, elsewhere, attack):
    with pytest.raises(AuthFailed):
        elsewhere(ATTACKS[attack](forger))


def test_a_real_refresh_token_is_no_access_token(forger, elsewhere):
    refresh = sign_in("maria.reyes")["refresh"]

    assert bearer(refresh).get(ME).status_code == 401
    with pytest.raises(AuthFailed):
        elsewhere(refresh)


def test_a_service_is_no_person_whatever_its_token_claims(forger, world):
    make_program("ticket_service", "users.read")
    claims = {"token_type": "service", "client_id": "ticket_service", "scopes": ["users.read"]}

    assert bearer(forger.signed(**claims)).get(ME).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"user_id": 1_000_000},
        {"token_version": 99},
        {"token_version": "1"},
        {"sid": "00000000000000000000000000000000"},
        {"sid": "no uuid"},
        {"sid": 7},
    ],
)
def test_claims_must_fit_the_rows(forger, claims):
    assert bearer(forger.signed(**claims)).get(ME).status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer  ", "Basic YTpi", "token abc", "Bearer a b"])
def test_a_malformed_header_is_refused(forger, header):
    client = make_client()

    response = client.get(ME, headers={"Authorization": header})

    assert (response.status_code, response.json()["code"]) == (401, "AUTH_FAILED")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_bad_header_is_not_rescued_by_a_good_cookie(forger):
    client = make_client()
    client.cookies["access_token"] = forger.token

    assert client.get(ME).status_code == 200
    assert client.get(ME, headers={"Authorization": "Bearer x"}).status_code == 401
