"""Counts and times every request by its route, never by its path: the series stay few."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "tts_http_requests", "Requests answered, by route template.", ["method", "route", "status"]
)
SECONDS = Histogram(
    "tts_http_request_duration_seconds",
    "From the first middleware to the finished response.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Machines asking at intervals: they would dilute what people experience.
PROBES = ("/health", "/metrics")


class MetricsMiddleware:
    """The outermost middleware, so that it sees what every other one answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PROBES):
            return self._get_response(request)
        started = time.perf_counter()
        response = self._get_response(request)
        measure(request, response.status_code, time.perf_counter() - started)
        return response


def measure(request: HttpRequest, status: int, seconds: float) -> None:
    """Both the method and the route come from closed sets, whatever a caller sends."""
    method = request.method if request.method in METHODS else "other"
    match = request.resolver_match
    route = f"/{match.route}" if match else "unmatched"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)
