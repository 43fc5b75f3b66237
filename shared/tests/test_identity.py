"""Tokens as they should be, partners' signatures, and pages that may use a cookie."""

import time

import pytest

from shared.errors import AuthFailed
from shared.identity import signatures
from shared.identity.authentication import origin_allowed
from shared.identity.tokens import TokenExpired, authenticate_token
from shared.testing.people import ADMIN, token_of

SECRETS = {"new": "n" * 32, "old": "o" * 32}
BODY = b'{"ticket_id": "HD-1"}'
NOW = 1_700_000_000


def test_a_token_names_its_person_and_roles():
    caller = authenticate_token(token_of(ADMIN))

    assert caller == ADMIN
    assert caller.has_role("Admin")
    assert not caller.has_role("Admin", system="AMS")


def test_an_expired_token_says_so():
    with pytest.raises(TokenExpired):
        authenticate_token(token_of(ADMIN, exp=int(time.time()) - 60))


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
