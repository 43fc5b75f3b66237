import json
import os

import pytest

from shared.env import EnvError
from shared.keyring import keyring


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "keys.json"
    monkeypatch.setenv("PARTNER_KEYS_FILE", str(path))
    return path


def replace(path, text):
    draft = path.with_suffix(".new")
    draft.write_text(text)
    os.replace(draft, path)


def test_keys_are_followed_while_their_file_is_replaced(path):
    replace(path, '{"old": "1"}')
    keys = keyring("PARTNER_KEYS")
    before = dict(keys)

    replace(path, '{"old": "1", "new": "2"}')
    both = dict(keys)
    replace(path, '{"new": "2"}')

    assert (before, both, dict(keys)) == ({"old": "1"}, {"old": "1", "new": "2"}, {"new": "2"})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"old": 1}', '{"old": ""}'])
def test_a_spoiled_file_locks_nobody_out(path, text):
    replace(path, '{"old": "1"}')
    keys = keyring("PARTNER_KEYS")

    replace(path, text)
    meanwhile = keys.get("old")
    replace(path, '{"new": "2"}')

    assert (meanwhile, dict(keys)) == ("1", {"new": "2"})


@pytest.mark.parametrize("text", [None, "{", "[]", '{"old": 1}'])
def test_nothing_starts_with_a_bad_file(path, text):
    if text is not None:
        replace(path, text)

    with pytest.raises(EnvError, match=str(path)):
        keyring("PARTNER_KEYS")


def test_keys_may_be_given_as_a_value(monkeypatch):
    monkeypatch.setenv("PARTNER_KEYS", json.dumps({"old": "1"}))

    assert keyring("PARTNER_KEYS") == {"old": "1"}
    assert keyring("OTHER_KEYS") == {}


def test_a_bad_value_stops_the_start(monkeypatch):
    monkeypatch.setenv("PARTNER_KEYS", "[]")

    with pytest.raises(EnvError, match="PARTNER_KEYS"):
        keyring("PARTNER_KEYS")
