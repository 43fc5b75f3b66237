"""X-Correlation-ID: accepted when it is a UUID, else created; returned with every answer."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from shared import context

HEADER = "X-Correlation-ID"
QUIET = ("/health", "/metrics")
log = structlog.get_logger()


class CorrelationMiddleware:
    """Runs each request inside its context and writes one log line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        with context.bind_correlation(request.headers.get(HEADER)) as current:
            response = self._get_response(request)
            response[HEADER] = current.correlation_id
            if not request.path.startswith(QUIET):
                self._log(request, response, started)
        return response

    @staticmethod
    def _log(request: HttpRequest, response: HttpResponse, started: float) -> None:
        route = request.resolver_match.route if request.resolver_match else ""
        log.info(
            "request",
            operation=f"{request.method} /{route}",
            user_id=getattr(getattr(request, "user", None), "id", None) or None,
            status=response.status_code,
            duration_ms=round((time.perf_counter() - started) * 1000, 1),
        )
