"""`X-API-Key`: programs of other people. auth_service knows the keys, services remember answers."""

import hashlib
import re
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

import structlog
from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from shared.errors import AuthFailed, NotFound, Unavailable
from shared.identity.caller import API_KEY, Caller
from shared.identity.services import ServiceClient

HEADER: Final = "X-API-Key"
# What a key may be allowed; each service says in its description what needs which.
SCOPES: Final = ("notifications.send", "tickets.read", "tickets.write")
PREFIX_LENGTH: Final = 12
FORM: Final = re.compile(r"tts_[A-Za-z0-9_-]{43}")
FRESH_SECONDS: Final = 60.0
# While auth_service is away its last word counts this long.
USABLE_SECONDS: Final = 300.0
REMEMBERED: Final = 10_000
REFUSAL: Final = "The API key is not valid"
log = structlog.get_logger()


def new_key() -> str:
    """A key of 256 random bits: nothing to guess, so a plain digest keeps it safe."""
    return "tts_" + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What auth_service said about a key; `caller` is None for one that opens nothing."""

    caller: Caller | None
    expires_at: float
    at: float


class Keys:
    """The last answers, the longest unused forgotten first. Thread-safe."""

    def __init__(self, url: str) -> None:
        self._auth = ServiceClient(url)
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def caller(self, key: str) -> Caller:
        """The program behind `key`; AuthFailed when it opens nothing, Unavailable when unknown."""
        if not FORM.fullmatch(key):
            raise AuthFailed(REFUSAL)
        answer = self._answer(digest_of(key))
        if answer.caller is None or answer.expires_at < time.time():
            raise AuthFailed(REFUSAL)
        return answer.caller

    def _answer(self, digest: str) -> Answer:
        known, now = self._answers.get(digest), time.monotonic()
        if known and now - known.at < FRESH_SECONDS:
            return known
        try:
            answer = self._ask(digest)
        except Unavailable as error:
            if known and now - known.at < USABLE_SECONDS:
                log.warning("api_key_not_asked", error_message=error.message)
                return known
            raise
        with self._lock:
            self._answers[digest] = answer
            self._answers.move_to_end(digest)
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def _ask(self, digest: str) -> Answer:
        now = time.monotonic()
        try:
            told = self._auth.get(f"/api/v1/api-keys/internal/{digest}/")
        except NotFound:
            return Answer(caller=None, expires_at=0, at=now)
        expires_at = datetime.fromisoformat(told["expires_at"]).timestamp()
        return Answer(caller=_caller(told), expires_at=expires_at, at=now)


def _caller(told: dict[str, Any]) -> Caller:
    return Caller(
        id=0,
        username=told["name"],
        client_id=f"{API_KEY}{told['prefix']}",
        scopes=frozenset(told["scopes"]),
        claims={"api_key_id": told["id"]},
    )


@cache
def _keys(url: str) -> Keys:
    return Keys(url)


class ApiKeyAuthentication(BaseAuthentication):
    """For views that programs of other people may use, beside TokenAuthentication."""

    def authenticate(self, request: Request) -> tuple[Caller, None] | None:
        key = request.headers.get(HEADER)
        return None if key is None else (_keys(settings.AUTH_URL).caller(key), None)


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": HEADER}
