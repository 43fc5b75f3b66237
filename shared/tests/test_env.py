import pytest

from shared.env import EnvError, env, env_bool, env_int, env_json, env_list


def test_a_missing_value_is_named(monkeypatch):
    monkeypatch.delenv("TTS_X", raising=False)

    with pytest.raises(EnvError, match="TTS_X is not set"):
        env("TTS_X")


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("TTS_X_FILE", str(tmp_path / "secret"))

    assert env("TTS_X") == "hush"


def test_a_missing_file_is_named(monkeypatch):
    monkeypatch.setenv("TTS_X_FILE", "/nowhere/secret")

    with pytest.raises(EnvError, match="/nowhere/secret"):
        env("TTS_X")


@pytest.mark.parametrize(
    ("reader", "text"), [(env_bool, "perhaps"), (env_int, "many"), (env_json, "{")]
)
def test_a_malformed_value_is_refused(monkeypatch, reader, text):
    monkeypatch.setenv("TTS_X", text)

    with pytest.raises(EnvError, match="TTS_X must be"):
        reader("TTS_X")


def test_values_are_read(monkeypatch):
    monkeypatch.setenv("TTS_X", " a, ,b ")

    assert env_list("TTS_X") == ["a", "b"]
    assert env_bool("TTS_Y", True)
    assert env_int("TTS_Y", 7) == 7
