"""Which tokens are refused before they expire (decision 0019)."""

import time
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

REVOKED = "The token is not valid any more"
OUTDATED = "Rights have changed since the token was issued: renew it"

K = TypeVar("K")


class Revocations:
    """What is known. One thread writes; readers see dictionaries that are replaced, not changed."""

    def __init__(self) -> None:
        self.cursor = 0
        self._sessions: dict[str, int] = {}
        self._people: dict[int, tuple[int, int]] = {}
        self._clients: dict[str, tuple[int, int]] = {}

    def revoked(self, claims: Mapping[str, Any]) -> bool:
        """Whether the session behind a token was ended."""
        return claims.get("sid") in self._sessions

    def outdated(self, claims: Mapping[str, Any]) -> bool:
        """Whether the rights of the person or program were reduced after the token was issued."""
        least, _ = self._people.get(claims.get("user_id", 0), (0, 0))
        if client_id := claims.get("client_id"):
            least, _ = self._clients.get(client_id, (0, 0))
        return int(claims.get("token_version", 0)) < least

    def take(self, news: Mapping[str, Any]) -> bool:
        """Add an answer of auth_service, forget what concerns no token any more.

        Whether there was anything in it.
        """
        now = time.time()
        sessions, people = dict(self._sessions), dict(self._people)
        sessions.update((told["sid"], told["until"]) for told in news["sessions"])
        # An auth_service of the version before tells nothing of programs.
        told_clients = news.get("clients", ())
        clients = dict(self._clients)
        _raise(people, ((told["user_id"], told) for told in news["people"]))
        _raise(clients, ((told["client_id"], told) for told in told_clients))
        self._sessions = {sid: until for sid, until in sessions.items() if until > now}
        self._people = {user_id: entry for user_id, entry in people.items() if entry[1] > now}
        self._clients = {name: entry for name, entry in clients.items() if entry[1] > now}
        self.cursor = int(news["cursor"])
        return bool(news["sessions"] or news["people"] or told_clients)

    def as_answer(self) -> dict[str, Any]:
        """Everything known, in the form in which auth_service tells it."""
        return {
            "cursor": self.cursor,
            "sessions": [{"sid": sid, "until": until} for sid, until in self._sessions.items()],
            "people": [
                {"user_id": user_id, "token_version": version, "until": until}
                for user_id, (version, until) in self._people.items()
            ],
            "clients": [
                {"client_id": client_id, "token_version": version, "until": until}
                for client_id, (version, until) in self._clients.items()
            ],
        }


def _raise(known: dict[K, tuple[int, int]], told: Iterable[tuple[K, Mapping[str, Any]]]) -> None:
    for key, fact in told:
        entry = fact["token_version"], fact["until"]
        known[key] = max(entry, known.get(key, entry))
