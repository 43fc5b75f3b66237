"""Strict readers of the environment: a missing or malformed value stops the process at start.

Every reader takes NAME and also accepts NAME_FILE, the path of a file that holds the value, so
that secrets can be mounted instead of exported.
"""

import json
import os
from pathlib import Path
from typing import Any, Final

TRUE: Final = frozenset({"true", "1", "yes", "on"})
FALSE: Final = frozenset({"false", "0", "no", "off"})


class EnvError(RuntimeError):
    """A variable is missing or cannot be read; the text names it and says what is expected."""


def env(name: str, default: str | None = None) -> str:
    """The text of `name` (or of the file named by `name`_FILE), else `default`, else EnvError."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise EnvError(f"{name}_FILE names {path}, which cannot be read: {error}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise EnvError(f"{name} is not set (set {name} or {name}_FILE)")
    return value


def env_bool(name: str, default: bool | None = None) -> bool:
    """`true/1/yes/on` or `false/0/no/off` in any case."""
    text = env(name, None if default is None else str(default)).lower()
    if text not in TRUE | FALSE:
        raise EnvError(f"{name} must be true or false, not {text!r}")
    return text in TRUE


def env_int(name: str, default: int | None = None) -> int:
    text = env(name, None if default is None else str(default))
    try:
        return int(text)
    except ValueError as error:
        raise EnvError(f"{name} must be a whole number, not {text!r}") from error


def env_list(name: str, default: str | None = None) -> list[str]:
    """Comma-separated values, blanks dropped."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_json(name: str, default: str | None = None) -> Any:
    text = env(name, default)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise EnvError(f"{name} must be JSON: {error}") from error
