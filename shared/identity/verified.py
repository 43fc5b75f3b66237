"""Tokens whose signature this process has checked: asking again costs a look into memory."""

import hashlib
import threading
import time
from dataclasses import dataclass
from typing import Final

import jwt

from shared.identity.caller import Caller

REMEMBERED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """`key` is the one that the signature was checked with, `until` in seconds of the epoch."""

    caller: Caller
    kid: str
    key: jwt.PyJWK
    until: float


class VerifiedTokens:
    """The last ones, the oldest forgotten first. Thread-safe."""

    def __init__(self) -> None:
        self._known: dict[bytes, Verified] = {}
        self._lock = threading.Lock()

    def get(self, token: str) -> Verified | None:
        """None for a token that is not known, or has expired."""
        known = self._known.get(_digest(token))
        return known if known and known.until > time.time() else None

    def add(self, token: str, verified: Verified) -> None:
        with self._lock:
            self._known[_digest(token)] = verified
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]


def _digest(token: str) -> bytes:
    """A token itself is as good as a password and is not kept."""
    return hashlib.sha256(token.encode()).digest()
