"""While auth_service is away, tokens are verified with the keys it gave before."""

import json

import pytest

from shared.identity import keys
from shared.identity.keys import KeySet
from shared.testing.keys import KID, write_key_set
from shared.testing.partner import REFUSING, Reply, partner


@pytest.fixture
def published():
    return json.loads(write_key_set().read_text())


def key_set(url, tmp_path):
    return KeySet(url=url, file=None, cache=tmp_path / "jwks.json")


def test_a_process_that_starts_without_auth_service_reads_the_keys_kept_on_disk(
    published, tmp_path
):
    with partner() as auth:
        auth.replies = [Reply(body=published)]
        key_set(f"{auth.url}/jwks", tmp_path).get(KID)

    started_later = key_set(f"{REFUSING}/jwks", tmp_path)

    assert started_later.get(KID) is not None


def test_a_running_process_keeps_its_keys_however_old_they_grow(published, tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "FRESH_SECONDS", 0)
    with partner() as auth:
        auth.replies = [Reply(body=published), Reply(503)]
        running = key_set(f"{auth.url}/jwks", tmp_path)

        found = [running.get(KID) for _ in range(3)]

    assert None not in found


def test_keys_that_were_never_fetched_admit_nobody(tmp_path):
    assert key_set(f"{REFUSING}/jwks", tmp_path).get(KID) is None
