"""A stand-in for auth_service on loopback: service tokens, people, API keys, revocations."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shared.identity import watch as watching
from shared.identity.api_keys import digest_of, new_key
from shared.identity.watch import PATH, Watch
from shared.testing.listening import JsonHandler, listening

PEOPLE = "/api/v1/users/internal/"


class AuthServer:
    """`asked` holds the cursors it was asked for, `looked_up` counts the questions about API keys;
    `down` makes it answer 503 to everything."""

    def __init__(self) -> None:
        self.url = ""
        self.down = False
        self.asked: list[int] = []
        self.looked_up = 0
        self.cursor = 1
        self.keys: dict[str, dict[str, Any]] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self._told: list[tuple[int, str, dict[str, Any]]] = []

    def revoke_session(self, sid: str, *, seconds: int = 900) -> None:
        self._tell("sessions", sid=sid, seconds=seconds)

    def outdate(self, user_id: int, token_version: int, *, seconds: int = 900) -> None:
        self._tell("people", user_id=user_id, token_version=token_version, seconds=seconds)

    def outdate_client(self, client_id: str, token_version: int, *, seconds: int = 900) -> None:
        self._tell("clients", client_id=client_id, token_version=token_version, seconds=seconds)

    def make_key(self, *scopes: str, expires_at: str = "2999-01-01T00:00:00Z") -> str:
        """The text of an API key with `scopes`."""
        key = new_key()
        self.keys[digest_of(key)] = {
            "id": str(uuid.uuid4()),
            "name": "Facility management",
            "prefix": key[:12],
            "scopes": list(scopes),
            "expires_at": expires_at,
        }
        return key

    def exchange_key(self, key: str) -> str:
        """Another text for the same key."""
        other = new_key()
        known = self.keys.pop(digest_of(key))
        self.keys[digest_of(other)] = {**known, "prefix": other[:12]}
        return other

    def answer(self, since: int) -> dict[str, Any]:
        self.asked.append(since)
        told = [(kind, fact) for at, kind, fact in self._told if at >= since]
        sessions = [fact for kind, fact in told if kind == "sessions"]
        people = [fact for kind, fact in told if kind == "people"]
        clients = [fact for kind, fact in told if kind == "clients"]
        answer = {"sessions": sessions, "people": people, "clients": clients}
        return {"cursor": self.cursor, **answer}

    def _tell(self, kind: str, *, seconds: int, **fact: Any) -> None:
        self._told.append((self.cursor, kind, {**fact, "until": int(time.time()) + seconds}))
        self.cursor += 1


@contextmanager
def auth_server() -> Iterator[AuthServer]:
    """Listening on a free port while the block runs."""
    found = AuthServer()
    with listening(_handler(found)) as found.url:
        yield found


@contextmanager
def watching_revocations(settings: Any, url: str, cache: Path) -> Iterator[Watch]:
    """Verification in this process as in production: it refuses what `url` has revoked."""
    settings.WATCH_REVOCATIONS, settings.AUTH_URL = True, url
    watch = Watch(url=url, cache=cache, every=0.02)
    watch.start()
    watching._watch = watch
    try:
        yield watch
    finally:
        watching._watch = None
        watch.stop()


def _handler(auth: AuthServer) -> type[JsonHandler]:
    class Handler(JsonHandler):
        def do_POST(self) -> None:
            self.sent()
            self._answer({"access_token": "token-of-the-service", "expires_in": 3600})

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if url.path == PATH:
                self._answer(auth.answer(int(parse_qs(url.query)["since"][0])))
            elif url.path.startswith(PEOPLE):
                self._answer(auth.people.get(int(url.path.split("/")[-2])))
            else:
                auth.looked_up += 1
                self._answer(auth.keys.get(url.path.split("/")[-2]))

        def _answer(self, body: dict[str, Any] | None) -> None:
            self.send(503 if auth.down else 404 if body is None else 200, body)

    return Handler
