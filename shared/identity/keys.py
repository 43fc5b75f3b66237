"""The public keys of auth_service, kept in memory and on disk so that its absence stops nobody."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import jwt
import requests
import structlog
from django.conf import settings

FRESH_SECONDS = 300.0
# An unknown key id may mean a rotation, or a forger: ask at most this often.
ASK_AGAIN_SECONDS = 30.0
log = structlog.get_logger()


class KeySet:
    """Public keys by id. Thread-safe."""

    def __init__(self, *, url: str, file: Path | None, cache: Path) -> None:
        self._url = url
        self._file = file
        self._cache = cache
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked = float("-inf")
        self._lock = threading.Lock()

    def get(self, kid: str) -> jwt.PyJWK | None:
        """The key called `kid`; the last known keys serve while auth_service is away."""
        if kid not in self._keys or self._age() > FRESH_SECONDS:
            self._refresh(kid)
        return self._keys.get(kid)

    def keep_fresh(self) -> None:
        """Ask before anybody has to wait for it; for a thread in the background."""
        if self._age() > FRESH_SECONDS / 2:
            with self._lock:
                self._asked = time.monotonic()
                self._fetch()

    def _age(self) -> float:
        return time.monotonic() - self._asked

    def _refresh(self, kid: str) -> None:
        with self._lock:
            if not self._keys:
                self._load_cache()
            due = FRESH_SECONDS if kid in self._keys else ASK_AGAIN_SECONDS
            if self._age() > due:
                self._asked = time.monotonic()
                self._fetch()

    def _fetch(self) -> None:
        try:
            document = self._document()
            self._keys = _parse(document)
        except (requests.RequestException, OSError, ValueError, jwt.PyJWTError) as error:
            log.warning("keys_not_fetched", error_message=str(error), known=len(self._keys))
            return
        if self._file is None:
            self._save_cache(document)

    def _document(self) -> dict[str, Any]:
        if self._file is not None:
            document: dict[str, Any] = json.loads(self._file.read_text())
        else:
            response = requests.get(self._url, timeout=3)
            response.raise_for_status()
            document = response.json()
        return document

    def _load_cache(self) -> None:
        try:
            self._keys = _parse(json.loads(self._cache.read_text()))
        except (OSError, ValueError, jwt.PyJWTError):
            self._keys = {}

    def _save_cache(self, document: dict[str, Any]) -> None:
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        part = self._cache.with_suffix(f".{threading.get_ident()}.part")
        part.write_text(json.dumps(document))
        part.replace(self._cache)


def _parse(document: Any) -> dict[str, jwt.PyJWK]:
    try:
        return {str(key["kid"]): jwt.PyJWK(key) for key in document["keys"]}
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a JWKS document: {error!r}") from error


_key_set: KeySet | None = None


def key_set() -> KeySet:
    """This process's keys, from settings."""
    global _key_set
    if _key_set is None:
        file = Path(settings.JWKS_FILE) if settings.JWKS_FILE else None
        cache = settings.CACHE_DIR / "jwks.json"
        _key_set = KeySet(url=settings.JWKS_URL, file=file, cache=cache)
    return _key_set
