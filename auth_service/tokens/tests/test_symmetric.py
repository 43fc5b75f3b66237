"""HS256: one secret for the whole deployment, in place of key pairs."""

import jwt
import pytest
from django.core.management import CommandError, call_command

from auth_service.tests.make import bearer, sign_in
from shared.errors import AuthFailed
from shared.identity.algorithms import key_id
from shared.identity.tokens import authenticate_token
from shared.testing import make_client
from shared.testing.forgeries import Forger

ME = "/api/v1/users/me/"
SECRET = "thirty-two bytes or more of secret"
OLD = "another thirty-two bytes or more!!"


@pytest.fixture
def symmetric(world, settings):
    settings.JWT_ALGORITHM, settings.JWT_SECRETS = "HS256", (SECRET,)
    return sign_in("maria.reyes")


def test_people_sign_in_and_renew_as_ever(symmetric):
    assert jwt.get_unverified_header(symmetric["access"])["alg"] == "HS256"
    assert bearer(symmetric["access"]).get(ME).json()["username"] == "maria.reyes"
    assert authenticate_token(symmetric["access"]).username == "maria.reyes"
    body = {"refresh": symmetric["refresh"]}
    assert make_client().post("/token/refresh/", body).status_code == 200


def test_nothing_is_published(symmetric):
    assert make_client().get("/.well-known/jwks.json").json() == {"keys": []}


def test_tokens_under_the_previous_secret_stay_valid_while_it_is_changed(symmetric, settings):
    settings.JWT_SECRETS = (OLD, SECRET)
    new = sign_in("maria.reyes")

    for pair in (symmetric, new):
        assert bearer(pair["access"]).get(ME).status_code == 200
        assert authenticate_token(pair["access"]).username == "maria.reyes"
    assert jwt.get_unverified_header(new["access"])["kid"] == key_id(OLD)
    settings.JWT_SECRETS = (OLD,)
    assert bearer(symmetric["access"]).get(ME).status_code == 401


def test_a_token_of_the_other_kind_is_refused_whichever_is_configured(symmetric, settings):
    settings.JWT_ALGORITHM, settings.JWT_SECRETS = "RS256", ()
    asymmetric = sign_in("maria.reyes")
    assert bearer(symmetric["access"]).get(ME).status_code == 401
    settings.JWT_ALGORITHM, settings.JWT_SECRETS = "HS256", (SECRET,)

    assert bearer(asymmetric["access"]).get(ME).status_code == 401
    with pytest.raises(AuthFailed):
        authenticate_token(asymmetric["access"])


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256", "kid": "hs-0"}])
def test_a_forged_token_is_refused(symmetric, header):
    token = Forger(symmetric["access"], None).by_hand(SECRET.encode(), **header)

    assert bearer(token).get(ME).status_code == 401
    with pytest.raises(AuthFailed):
        authenticate_token(token)


def test_there_is_no_key_to_rotate(symmetric):
    with pytest.raises(CommandError, match="TTS_JWT_SECRET"):
        call_command("rotate_keys")
