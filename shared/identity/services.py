"""Calls from service to service, under this service's own short-lived token."""

import threading
import time
from typing import Any

import requests
from django.conf import settings

from shared import context
from shared.errors import DomainError, NotFound, Unavailable

TIMEOUT_SECONDS = 5.0
RENEW_BEFORE_SECONDS = 60.0
_lock = threading.Lock()
_token: tuple[str, float] = ("", 0.0)


def service_token(*, renew: bool = False) -> str:
    """A valid token of this service, cached until a minute before it expires.

    Raises Unavailable when auth_service cannot be asked.
    """
    global _token
    with _lock:
        _, until = _token
        if renew or time.monotonic() >= until:
            _token = _fetch_token()
        return _token[0]


def _fetch_token() -> tuple[str, float]:
    body = {"client_id": settings.CLIENT_ID, "client_secret": settings.CLIENT_SECRET}
    try:
        response = requests.post(
            f"{settings.AUTH_URL}/token/service/", json=body, timeout=TIMEOUT_SECONDS
        )
        response.raise_for_status()
        answer = response.json()
        seconds = float(answer["expires_in"]) - RENEW_BEFORE_SECONDS
        return str(answer["access_token"]), time.monotonic() + seconds
    except (requests.RequestException, KeyError, ValueError) as error:
        raise Unavailable(f"auth_service gave no token: {error}") from error


class ServiceClient:
    """GETs another service's internal endpoints as this service."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session = requests.Session()

    def get(self, path: str, params: dict[str, Any] | None = None) -> Any:
        """The JSON answer. NotFound for 404, Unavailable when no answer can be had."""
        response = self._send(path, params, service_token())
        if response.status_code == 401:
            response = self._send(path, params, service_token(renew=True))
        if response.status_code == 404:
            raise NotFound(f"{path} does not exist")
        if response.status_code >= 500 or response.status_code == 429:
            raise Unavailable(f"{self._base_url} answered {response.status_code}")
        if not response.ok:
            raise DomainError(f"{path} was refused with {response.status_code}", code="REFUSED")
        return response.json()

    def _send(self, path: str, params: dict[str, Any] | None, token: str) -> requests.Response:
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Correlation-ID": context.current_correlation_id(),
        }
        try:
            return self._session.get(
                self._base_url + path, params=params, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            raise Unavailable(f"{self._base_url} does not answer: {error}") from error
