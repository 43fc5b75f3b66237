"""The classic attacks on JWTs, against auth_service and a service with the published keys."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from functools import partial

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from auth_service.tests.make import bearer, sign_in
from auth_service.tokens import keys
from shared.errors import AuthFailed
from shared.testing import make_client

ME = "/api/v1/users/me/"
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


class Forger:
    """Holds a valid token, its claims, and (unlike a real forger) the key, to change one thing."""

    def __init__(self):
        self.token = sign_in("maria.reyes")["access"]
        self.claims = jwt.decode(self.token, options={"verify_signature": False})
        self.kid, self.key = keys.signing_key()

    def signed(self, key=None, algorithm="RS256", kid=None, without=(), **claims):
        changed = {k: v for k, v in {**self.claims, **claims}.items() if k not in without}
        return jwt.encode(changed, key or self.key, algorithm, headers={"kid": kid or self.kid})

    def with_header(self, **header):
        """An unsigned token."""
        return f"{encoded({'typ': 'JWT', **header})}.{encoded(self.claims)}."

    def public_pem(self):
        public = self.key.public_key()
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return public.public_bytes(serialization.Encoding.PEM, form)


def hmac_with_public_key(forger):
    # PyJWT refuses to sign like this, so the token is put together by hand.
    body = f"{encoded({'typ': 'JWT', 'alg': 'HS256', 'kid': forger.kid})}.{encoded(forger.claims)}"
    mac = hmac.new(forger.public_pem(), body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def tampered(forger):
    header, _, signature = forger.token.split(".")
    claims = {**forger.claims, "roles": [{"system": "TTS", "role": "Admin"}]}
    return f"{header}.{encoded(claims)}.{signature}"


ATTACKS: dict[str, Callable[[Forger], str]] = {
    "alg none": lambda f: f.with_header(alg="none", kid=f.kid),
    "alg None in odd case": lambda f: f.with_header(alg="nOnE", kid=f.kid),
    "HS256 with the public key": hmac_with_public_key,
    "HS256 with an empty key": lambda f: f.with_header(alg="HS256", kid=f.kid) + "x",
    "foreign key under our kid": lambda f: f.signed(key=FOREIGN_KEY),
    "foreign key under its own kid": lambda f: f.signed(key=FOREIGN_KEY, kid="mine"),
    "kid that is a path": lambda f: f.signed(kid="../../../dev/null"),
    "kid that is SQL": lambda f: f.signed(kid="' OR '1'='1"),
    "RS512 under an RS256 key": lambda f: f.signed(algorithm="RS512"),
    "tampered claims": tampered,
    "no signature": lambda f: f.token.rpartition(".")[0] + ".",
    "wrong audience": lambda f: f.signed(aud="somebody else"),
    "wrong issuer": lambda f: f.signed(iss="somebody else"),
    "expired": lambda f: f.signed(exp=int(time.time()) - 60),
    "not valid yet": lambda f: f.signed(iat=int(time.time()) + 600),
    "another kind": lambda f: f.signed(token_type="refresh"),
    "no kind": lambda f: f.signed(without=["token_type"]),
    "no user": lambda f: f.signed(without=["user_id", "sub"]),
    "a real refresh token": lambda f: sign_in("maria.reyes")["refresh"],
    **{
        f"no {claim}": partial(Forger.signed, without=[claim])
        for claim in ("exp", "iat", "iss", "aud", "sub", "jti")
    },
}


@pytest.fixture
def forger(world):
    return Forger()


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


@pytest.mark.parametrize(
    "claims",
    [
        {"user_id": 1_000_000},
        {"token_version": 99},
        {"sid": "00000000000000000000000000000000"},
        {"sid": "no uuid"},
        {"sid": 7},
        {"client_id": "ticket_service"},
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
