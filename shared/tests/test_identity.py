"""The classic attacks on tokens, signatures and browsers."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from shared.errors import AuthFailed
from shared.identity import signatures
from shared.identity.authentication import origin_allowed
from shared.identity.tokens import TokenExpired, authenticate_token
from shared.testing.keys import KID, PRIVATE_KEY
from shared.testing.people import ADMIN, claims_of, token_of

SECRETS = {"new": "n" * 32, "old": "o" * 32}
BODY = b'{"ticket_id": "HD-1"}'
NOW = 1_700_000_000


def encode(claims, key=PRIVATE_KEY, algorithm="RS256", **headers):
    return jwt.encode(claims, key, algorithm, headers={"kid": KID, **headers})


def test_a_token_names_its_person_and_roles():
    caller = authenticate_token(token_of(ADMIN))

    assert caller == ADMIN
    assert caller.has_role("Admin")
    assert not caller.has_role("Admin", system="AMS")


def test_an_expired_token_says_so():
    with pytest.raises(TokenExpired):
        authenticate_token(token_of(ADMIN, exp=int(time.time()) - 60))


def public_pem():
    return PRIVATE_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def unsigned():
    return jwt.encode(claims_of(ADMIN), "", "none", headers={"kid": KID})


def confused():
    # The public key used as an HMAC secret.
    import hashlib
    import hmac

    head, body, _ = encode(claims_of(ADMIN)).split(".")
    head = jwt.utils.base64url_encode(b'{"alg":"HS256","typ":"JWT","kid":"test-key"}').decode()
    digest = hmac.new(public_pem(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{jwt.utils.base64url_encode(digest).decode()}"


def forged():
    return encode(claims_of(ADMIN), rsa.generate_private_key(65537, 2048))


def without(claim):
    return encode({k: v for k, v in claims_of(ADMIN).items() if k != claim})


@pytest.mark.parametrize(
    "token",
    [
        unsigned(),
        confused(),
        forged(),
        encode(claims_of(ADMIN), kid="unknown"),
        token_of(ADMIN, aud="another"),
        token_of(ADMIN, iss="another"),
        token_of(ADMIN, token_type="refresh"),
        token_of(ADMIN)[:-4] + "AAAA",
        *(without(claim) for claim in ("exp", "iat", "iss", "aud", "sub", "jti", "user_id")),
        "",
        "a.b.c",
        "é" * 10,
    ],
)
def test_no_forged_or_foreign_token_is_accepted(token):
    with pytest.raises(AuthFailed):
        authenticate_token(token)


@pytest.mark.parametrize("key_id", ["new", "old"])
def test_both_keys_are_valid_while_one_is_being_rotated(key_id):
    headers = signatures.signed_headers(key_id, SECRETS[key_id], NOW, BODY)

    assert signatures.verify(SECRETS, headers, BODY, now=NOW + 299) == key_id


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({}, NOW + 301),
        ({}, NOW - 301),
        ({"X-TTS-Key": "gone"}, NOW),
        ({"X-TTS-Timestamp": str(NOW + 1)}, NOW),
        ({"X-TTS-Timestamp": "soon"}, NOW),
        ({"X-TTS-Signature": "0" * 64}, NOW),
        ({"X-TTS-Signature": None}, NOW),
    ],
)
def test_a_signature_is_refused_when_anything_about_it_is_wrong(change, now):
    headers = {**signatures.signed_headers("new", SECRETS["new"], NOW, BODY), **change}

    with pytest.raises(AuthFailed):
        signatures.verify(SECRETS, headers, BODY, now=now)


def test_a_changed_body_is_refused():
    headers = signatures.signed_headers("new", SECRETS["new"], NOW, BODY)

    with pytest.raises(AuthFailed):
        signatures.verify(SECRETS, headers, BODY + b" ", now=NOW)


def test_only_our_own_pages_may_use_the_cookie():
    assert origin_allowed("http://localhost:8080", "localhost:8080")
    assert not origin_allowed("http://evil.example", "localhost:8080")
    assert not origin_allowed("", "")
