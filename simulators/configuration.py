"""Where a simulator listens and keeps its state, from the environment."""

from pathlib import Path

from shared.env import env, env_int


def bind() -> str:
    return env("TTS_BIND", "127.0.0.1")


def port(name: str, default: int) -> int:
    """TTS_PORT, else TTS_<name>_PORT."""
    return env_int("TTS_PORT", env_int(f"TTS_{name}_PORT", default))


def state_file(name: str) -> Path:
    """`<TTS_VAR_DIR>/<name>`, its folder made when missing."""
    path = Path(env("TTS_VAR_DIR")) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
