"""API keys are looked up at auth_service, remembered briefly, and work while it is away."""

import pytest

from shared.errors import AuthFailed, Unavailable
from shared.identity import api_keys
from shared.identity.api_keys import Keys, new_key
from shared.testing.auth_server import auth_server

# Calls to auth_service are counted in the database.
pytestmark = pytest.mark.django_db


@pytest.fixture
def auth(settings):
    with auth_server() as server:
        settings.AUTH_URL = server.url
        yield server


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        at = 1000.0

        def monotonic(self):
            return self.at

        def time(self):
            return 1_800_000_000.0

    standing = Clock()
    monkeypatch.setattr(api_keys, "time", standing)
    return standing


@pytest.fixture
def keys(auth, clock):
    return Keys(auth.url)


def test_a_key_stands_for_a_program_with_scopes(auth, keys):
    caller = keys.caller(auth.make_key("tickets.write"))

    assert caller.is_service
    assert caller.has_api_key
    assert caller.has_scope("tickets.write")
    assert not caller.has_scope("tickets.read")


def test_an_answer_counts_for_a_minute(auth, keys, clock):
    key = auth.make_key("tickets.write")
    for _ in range(3):
        keys.caller(key)
    assert auth.looked_up == 1
    auth.keys.clear()

    clock.at += 59
    assert keys.caller(key)
    clock.at += 2
    with pytest.raises(AuthFailed):
        keys.caller(key)


def test_the_last_word_counts_five_minutes_while_auth_service_is_away(auth, keys, clock):
    key = auth.make_key("tickets.write")
    keys.caller(key)
    auth.down = True

    clock.at += 299
    assert keys.caller(key)
    clock.at += 2
    with pytest.raises(Unavailable):
        keys.caller(key)


def test_an_unknown_key_is_refused_and_not_asked_for_again_at_once(auth, keys):
    key = new_key()

    for _ in range(3):
        with pytest.raises(AuthFailed):
            keys.caller(key)

    assert auth.looked_up == 1


def test_a_key_that_expired_since_it_was_asked_for_is_refused(auth, keys):
    with pytest.raises(AuthFailed):
        keys.caller(auth.make_key("tickets.write", expires_at="2020-01-01T00:00:00Z"))


@pytest.mark.parametrize("key", ["", "tts_", "x" * 47, "tts_" + "é" * 43, "tts_" + "a" * 44])
def test_what_cannot_be_a_key_is_not_even_asked_for(auth, keys, key):
    with pytest.raises(AuthFailed):
        keys.caller(key)

    assert auth.looked_up == 0
