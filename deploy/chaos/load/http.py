"""HTTP as a patient client speaks it: every outcome is an answer, none an exception."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from deploy.chaos.ledger import NO_ANSWER
from shared.identity.signatures import canonical_json, signed_headers

SECONDS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is NO_ANSWER when the connection failed or timed out."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Client:
    """One thread's connections to the services."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = urls
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False

    def get(self, service: str, path: str, token: str, **params: str | int) -> Answer:
        return self._ask("GET", service, path, headers=_bearer(token), params=params)

    def post(self, service: str, path: str, token: str | None, body: dict[str, Any]) -> Answer:
        return self._ask("POST", service, path, headers=_bearer(token), json=body)

    def post_signed(
        self, service: str, path: str, body: dict[str, Any], *, key: Mapping[str, str], moment: int
    ) -> Answer:
        """As HDTS does; `moment` is the time in the signature."""
        data = canonical_json(body)
        headers = signed_headers(key["key_id"], key["secret"], moment, data)
        headers["Content-Type"] = "application/json"
        return self._ask("POST", service, path, headers=headers, data=data)

    def _ask(self, method: str, service: str, path: str, **options: Any) -> Answer:
        try:
            answer = self._session.request(
                method, self._urls[service] + path, timeout=SECONDS, **options
            )
            body = answer.json() if answer.content else {}
        except (requests.RequestException, json.JSONDecodeError):
            return Answer(NO_ANSWER)
        return Answer(answer.status_code, body if isinstance(body, dict) else {"body": body})


class Tokens:
    """Access tokens of the demo people, renewed before they end."""

    FRESH_SECONDS = 600.0

    def __init__(self, urls: Mapping[str, str], passwords: Mapping[str, str]) -> None:
        self._urls = urls
        self._passwords = passwords
        self._known: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, username: str) -> str | None:
        """A token, or None when nobody can sign in just now."""
        with self._lock:
            token, since = self._known.get(username, ("", 0.0))
            if token and time.monotonic() - since < self.FRESH_SECONDS:
                return token
            body = {"username": username, "password": self._passwords[username]}
            answer = Client(self._urls).post("auth", "/token/", None, body)
            if not answer.ok:
                return token or None
            self._known[username] = (answer.body["access"], time.monotonic())
            return str(answer.body["access"])


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
