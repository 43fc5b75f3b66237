"""Keys of partners that may be replaced while a service runs."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog

from shared.env import EnvError, env_json

log = structlog.get_logger()


class Keyring(Mapping[str, str]):
    """Key id → secret, from a JSON file that is read again whenever it was replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version: tuple[int, int] | None = None
        self._keys: Mapping[str, str] = {}
        self._read()

    def __getitem__(self, key_id: str) -> str:
        return self._current()[key_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[str, str]:
        try:
            self._read()
        except EnvError as error:
            # Somebody is at work on the file; nobody is locked out meanwhile.
            log.error("keyring_unreadable", error_message=str(error))
        return self._keys

    def _read(self) -> None:
        try:
            status = self._path.stat()
            version = (status.st_mtime_ns, status.st_ino)
            if version != self._version:
                self._keys = _checked(json.loads(self._path.read_text()))
                self._version = version
        except (OSError, ValueError) as error:
            raise EnvError(f"{self._path} must hold keys as JSON: {error}") from error


def keyring(name: str) -> Mapping[str, str]:
    """The keys in `name`_FILE, followed as it changes, or those in `name`; none without either."""
    if path := os.environ.get(f"{name}_FILE"):
        return Keyring(Path(path))
    try:
        return _checked(env_json(name, "{}"))
    except ValueError as error:
        raise EnvError(f"{name} {error}") from error


def _checked(keys: object) -> Mapping[str, str]:
    if isinstance(keys, dict) and all(isinstance(value, str) and value for value in keys.values()):
        return keys
    raise ValueError('must be an object such as {"<key id>": "<secret>"}')
