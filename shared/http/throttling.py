"""Rate limits of callers (specification: resilience.md, Rate limits)."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from shared.errors import DomainError
from shared.http.buckets import Taken, take
from shared.http.clients import name_of
from shared.http.errors import error_body
from shared.http.rates import Rate
from shared.identity.authentication import CSRF_COOKIE
from shared.identity.caller import Caller


class RateLimitExceeded(DomainError):
    code = "RATE_LIMIT_EXCEEDED"
    status = 429

    def __init__(self, taken: Taken) -> None:
        super().__init__(f"Too many requests: try again in {taken.retry_after} s")
        self.headers = {"Retry-After": str(taken.retry_after)}


class CallerThrottle(BaseThrottle):
    """Takes a token of the caller before a view runs; raises RateLimitExceeded without one."""

    def allow_request(self, request: Request, view: Any) -> bool:
        limit(request, _kind(request.user), name_of(request))
        return True


class RateLimitMiddleware:
    """Counts what was refused before a throttle saw it, and tells callers what they have left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        taken = _taken(request)
        if taken is None and _refused(request, response):
            taken = _take(request, _kind(getattr(request, "user", None)), name_of(request))
            if taken and not taken.allowed:
                response = _too_many(taken)
        if taken is not None:
            _tell(response, taken)
        return response


def limit(request: Request, kind: str, name: str) -> None:
    """Take a token of `kind` out of the bucket `name`; RateLimitExceeded when there is none."""
    # Django REST framework's request wraps the one that the middleware knows.
    taken = _take(request._request, kind, name)
    if taken and not taken.allowed:
        raise RateLimitExceeded(taken)


def _take(request: HttpRequest, kind: str, name: str) -> Taken | None:
    """Take a token and note it on the request; None when `kind` is not limited."""
    rate: Rate | None = settings.RATES[kind]
    if rate is None:
        return None
    # With the kind: a person who becomes an admin has another bucket from then on.
    taken = take(f"{kind}:{name}", rate)
    request.rate_limit = taken  # type: ignore[attr-defined]
    return taken


def _taken(request: HttpRequest) -> Taken | None:
    return getattr(request, "rate_limit", None)


def _kind(caller: object) -> str:
    if not isinstance(caller, Caller):
        return "anonymous"
    if caller.is_service:
        return "api_key" if caller.has_api_key else "service"
    return "admin" if caller.has_role("Admin") else "person"


def _refused(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether identity or rights stopped the request.

    A browser whose session is about to be renewed is nobody for a moment: it must be told so, or
    everybody behind its address would be locked out together.
    """
    if response.status_code == 403:
        return isinstance(getattr(request, "user", None), Caller)
    if response.status_code != 401:
        return False
    return CSRF_COOKIE not in request.COOKIES and b"TOKEN_EXPIRED" not in response.content


def _too_many(taken: Taken) -> JsonResponse:
    error = RateLimitExceeded(taken)
    body = error_body(error.message, error.code)
    return JsonResponse(body, status=error.status, headers=error.headers)


def _tell(response: HttpResponse, taken: Taken) -> None:
    response["X-RateLimit-Limit"] = str(taken.rate.limit)
    response["X-RateLimit-Remaining"] = str(taken.remaining)
    response["X-RateLimit-Reset"] = str(int(time.time()) + taken.full_in)
