"""A service without what its tokens need does not start."""

import pytest

from shared.env import EnvError
from shared.identity.algorithms import accepted, env_algorithm, env_secrets

SECRET = "s" * 32


@pytest.fixture
def environment(monkeypatch):
    def given(**values):
        for name in ("TTS_JWT_ALGORITHM", "TTS_JWT_SECRET", "TTS_JWT_PREVIOUS_SECRET"):
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return given


def test_key_pairs_are_the_default_and_need_no_secret(environment):
    environment(TTS_JWT_SECRET=SECRET)

    assert env_algorithm() == "RS256"
    assert env_secrets("RS256") == ()
    assert "HS256" not in accepted("RS256")


def test_a_secret_may_come_from_a_file(environment, tmp_path):
    (tmp_path / "secret").write_text(SECRET + "\n")
    environment(TTS_JWT_ALGORITHM="HS256", TTS_JWT_SECRET_FILE=str(tmp_path / "secret"))

    assert env_secrets(env_algorithm()) == (SECRET,)
    assert accepted("HS256") == ["HS256"]


@pytest.mark.parametrize(
    "values",
    [
        {"TTS_JWT_ALGORITHM": "none"},
        {"TTS_JWT_ALGORITHM": "HS512"},
        {"TTS_JWT_ALGORITHM": "HS256"},
        {"TTS_JWT_ALGORITHM": "HS256", "TTS_JWT_SECRET": ""},
        {"TTS_JWT_ALGORITHM": "HS256", "TTS_JWT_SECRET": "short"},
        {
            "TTS_JWT_ALGORITHM": "HS256",
            "TTS_JWT_SECRET": SECRET,
            "TTS_JWT_PREVIOUS_SECRET": "short",
        },
    ],
)
def test_a_service_refuses_to_start(environment, values):
    environment(**values)

    with pytest.raises(EnvError, match="TTS_JWT"):
        env_secrets(env_algorithm())
