"""Speaking HTTP to a running instance, as HDTS and as people."""

import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from shared.identity.signatures import canonical_json, signed_headers

SECONDS = 30


class Refused(RuntimeError):
    """The service answered with an error; the text holds the answer."""


class Http:
    """JSON over one kept connection pool; safe to use from several threads."""

    def __init__(self) -> None:
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False
        self._session.mount("http://", HTTPAdapter(pool_maxsize=16))

    def get(self, url: str, token: str, **params: str | int) -> Any:
        bearer = {"Authorization": f"Bearer {token}"}
        return self._json(self._session.get(url, params=params, headers=bearer, timeout=SECONDS))

    def post(self, url: str, body: dict[str, Any], *, token: str = "") -> Any:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        return self._json(self._session.post(url, json=body, headers=bearer, timeout=SECONDS))

    def post_signed(self, url: str, body: dict[str, Any], *, key_id: str, secret: str) -> Any:
        """As HDTS does: the signature covers the bytes that are sent."""
        data = canonical_json(body)
        headers = signed_headers(key_id, secret, int(time.time()), data)
        headers["Content-Type"] = "application/json"
        return self._json(self._session.post(url, data=data, headers=headers, timeout=SECONDS))

    @staticmethod
    def _json(answer: requests.Response) -> Any:
        if not answer.ok:
            request = answer.request
            raise Refused(f"{request.method} {request.url}: {answer.status_code} {answer.text}")
        return answer.json()


class People:
    """Access tokens of the demo people, each fetched once."""

    def __init__(self, http: Http, auth_url: str, passwords: dict[str, str]) -> None:
        self._http = http
        self._url = f"{auth_url}/token/"
        self._passwords = passwords
        self._tokens: dict[str, str] = {}

    def token(self, username: str) -> str:
        if username not in self._tokens:
            body = {"username": username, "password": self._passwords[username]}
            self._tokens[username] = self._http.post(self._url, body)["access"]
        return self._tokens[username]
