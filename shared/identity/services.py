"""Calls from service to service, under this service's own short-lived token."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import requests
from django.conf import settings

from shared import context
from shared.errors import DomainError, FieldError, NotFound, Unavailable
from shared.integrations import http
from shared.integrations.adapter import Adapter, CallContext, Health
from shared.integrations.errors import IntegrationError, Refused, Retryable
from shared.integrations.policies import POLICIES
from shared.integrations.retrying import Sleep
from shared.integrations.stack import Integration

TIMEOUT_SECONDS = 5.0
RENEW_BEFORE_SECONDS = 60.0
UNAUTHORISED, NOT_FOUND = 401, 404
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


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is asked of another service of ours: a path with its query."""

    path: str
    params: Mapping[str, Any]


class Peer(Adapter[Lookup, Any]):
    """Another service of ours, asked under this service's token."""

    version = "1.0.0"

    def __init__(self, system: str, base_url: str) -> None:
        self.policy = system
        self._base_url = base_url
        self._session = requests.Session()

    @property
    def adapter_id(self) -> str:  # type: ignore[override]  # one class for every service
        return f"{self.policy}.get"

    def validate(self, request: Lookup) -> list[FieldError]:
        return []

    def execute(self, request: Lookup, context: CallContext) -> Any:
        try:
            return self._get(request, context, service_token())
        except Refused as error:
            if error.status != UNAUTHORISED:
                raise
            return self._get(request, context, service_token(renew=True))
        except Unavailable as error:
            raise Retryable(error.message) from error

    def _get(self, request: Lookup, context: CallContext, token: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        url = self._base_url + request.path
        return http.get(
            url, request.params, headers=headers, context=context, session=self._session
        )

    def transform(self, response: Any) -> Any:
        return response

    def health_check(self) -> Health:
        return http.probe(f"{self._base_url}/health/live")


def peer(base_url: str, *, sleep: Sleep | None = None) -> Integration[Lookup, Any]:
    """The stack around the service at `base_url`.

    Without `sleep` a failed attempt is the end: its callers have a copy, or a queue that retries.
    """
    system = _system(base_url)
    policy = POLICIES[system] if sleep else replace(POLICIES[system], retries=0)
    return Integration(Peer(system, base_url), policy=policy, sleep=sleep or time.sleep)


def _system(base_url: str) -> str:
    named = {settings.AUTH_URL: "auth", settings.NOTIFICATION_URL: "notification"}
    return named.get(base_url, "workflow")


class ServiceClient:
    """GETs another service's internal endpoints as this service; `sleep` as for `peer`."""

    def __init__(self, base_url: str, *, sleep: Sleep | None = None) -> None:
        self._ask = peer(base_url, sleep=sleep).call
        self._timeout: float = TIMEOUT_SECONDS

    @classmethod
    def for_polling(cls, base_url: str, *, timeout: float) -> "ServiceClient":
        """Asks past breaker and limits: who asks again and again is to hear of a recovery first."""
        client = cls(base_url)
        client._ask = Peer(_system(base_url), base_url).execute
        client._timeout = timeout
        return client

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """The JSON answer. NotFound for 404, Unavailable when no answer can be had."""
        call = CallContext(
            correlation_id=context.current_correlation_id(),
            idempotency_key="",
            at=datetime.now(UTC),
            timeout=self._timeout,
        )
        try:
            return self._ask(Lookup(path, params or {}), call)
        except Refused as error:
            if error.status == NOT_FOUND:
                raise NotFound(f"{path} does not exist") from error
            raise DomainError(f"{path} was refused with {error.status}", code="REFUSED") from error
        except IntegrationError as error:
            raise Unavailable(str(error)) from error
