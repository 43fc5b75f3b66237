"""A token that was accepted before is refused as soon as it stops being good."""

import time

import jwt
import pytest

from shared.errors import AuthFailed
from shared.identity.algorithms import key_id, secret_keys
from shared.identity.tokens import TokenExpired, authenticate_token
from shared.identity.verified import REMEMBERED, Verified, VerifiedTokens
from shared.testing import token_of
from shared.testing.auth_server import auth_server, watching_revocations
from shared.testing.people import ALICE, BOB, claims_of

SECRETS = "s" * 32, "t" * 32


def verified(caller=ALICE, seconds=60):
    key = secret_keys(SECRETS[:1])[key_id(SECRETS[0])]
    return Verified(caller, key_id(SECRETS[0]), key, until=time.time() + seconds)


@pytest.fixture
def watch(settings, tmp_path):
    with (
        auth_server() as auth,
        watching_revocations(settings, auth.url, tmp_path / "revocations.json") as running,
    ):
        yield auth, running


def test_once_its_session_has_ended(watch):
    auth, running = watch
    token = token_of(ALICE, sid="5b0c")
    assert authenticate_token(token) == ALICE

    auth.revoke_session("5b0c")
    running.ask()

    with pytest.raises(AuthFailed, match="not valid any more"):
        authenticate_token(token)


def test_once_rights_were_taken_away(watch):
    auth, running = watch
    token = token_of(ALICE, token_version=2)
    assert authenticate_token(token) == ALICE

    auth.outdate(ALICE.id, token_version=3)
    running.ask()

    with pytest.raises(TokenExpired, match="renew"):
        authenticate_token(token)


def test_once_its_key_is_gone(settings):
    settings.JWT_ALGORITHM, settings.JWT_SECRETS = "HS256", SECRETS[:1]
    headers = {"kid": key_id(SECRETS[0])}
    token = jwt.encode(claims_of(ALICE), SECRETS[0], "HS256", headers=headers)
    assert authenticate_token(token) == ALICE

    settings.JWT_SECRETS = SECRETS[1:]

    with pytest.raises(AuthFailed, match="unknown key"):
        authenticate_token(token)


def test_a_change_to_an_accepted_token_makes_another_token():
    token = token_of(ALICE)
    authenticate_token(token)

    for forged in (
        token[:-4] + "AAAA",
        token + "A",
        token_of(BOB).rpartition(".")[0] + token[-343:],
    ):
        with pytest.raises(AuthFailed):
            authenticate_token(forged)


def test_what_has_expired_is_not_known():
    tokens = VerifiedTokens()
    tokens.add("over", verified(seconds=-1))
    good = verified()
    tokens.add("good", good)

    assert tokens.get("over") is None
    assert tokens.get("good") is good
    assert tokens.get("other") is None


def test_the_oldest_is_forgotten_first():
    tokens = VerifiedTokens()
    for number in range(REMEMBERED + 1):
        tokens.add(f"token {number}", verified())

    assert tokens.get("token 0") is None
    assert tokens.get("token 1")
    assert tokens.get(f"token {REMEMBERED}")
