"""Public keys outlive the absence of auth_service, and a forger cannot make us ask for them."""

import json

import pytest

from shared.identity import keys
from shared.identity.keys import KeySet
from shared.testing.keys import KID, write_key_set
from shared.testing.partner import REFUSING, Reply, partner

DOCUMENT = json.loads(write_key_set().read_text())


@pytest.fixture
def auth():
    with partner() as found:
        found.replies = [Reply(body=DOCUMENT)]
        yield found


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        at = 1000.0

        def monotonic(self):
            return self.at

    standing = Clock()
    monkeypatch.setattr(keys, "time", standing)
    return standing


def key_set(url, tmp_path):
    return KeySet(url=url, file=None, cache=tmp_path / "jwks.json")


def renamed(kid):
    return {"keys": [{**DOCUMENT["keys"][0], "kid": kid}]}


def test_a_key_is_fetched_once(auth, tmp_path):
    known = key_set(auth.url, tmp_path)
    assert known.get(KID)
    auth.replies = [Reply(status=500)]

    assert known.get(KID)


def test_an_unknown_key_id_is_asked_for_at_most_every_thirty_seconds(auth, tmp_path, clock):
    known = key_set(auth.url, tmp_path)
    known.get(KID)
    auth.replies = [Reply(body=renamed("rotated"))]

    clock.at += 29
    assert known.get("rotated") is None
    clock.at += 2
    assert known.get("rotated")


def test_the_last_known_keys_serve_while_auth_service_is_away(auth, tmp_path, clock):
    known = key_set(auth.url, tmp_path)
    known.get(KID)
    auth.replies = [Reply(status=503)]
    clock.at += 86_400

    assert known.get(KID)


def test_a_restarted_process_has_the_keys_on_disk(auth, tmp_path):
    key_set(auth.url, tmp_path).get(KID)

    assert key_set(REFUSING, tmp_path).get(KID)


@pytest.mark.parametrize(
    "body", [b"<html>", {"keys": 7}, {"keys": [{"kty": "RSA"}]}, {}, {"keys": [{"kid": "x"}]}, []]
)
def test_a_spoiled_answer_does_not_replace_good_keys(auth, tmp_path, clock, body):
    known = key_set(auth.url, tmp_path)
    known.get(KID)
    auth.replies = [Reply(body=body)]
    clock.at += 301

    assert known.get(KID)


def test_keys_are_renewed_before_anybody_has_to_wait(auth, tmp_path, clock):
    known = key_set(auth.url, tmp_path)
    known.get(KID)
    auth.replies = [Reply(body={"keys": [*DOCUMENT["keys"], *renamed("next")["keys"]]})]

    known.keep_fresh()
    assert known.get("next") is None
    clock.at += 151
    known.keep_fresh()

    assert known.get("next")
