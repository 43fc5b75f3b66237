"""What is recorded for OpenTelemetry. Imported only while an endpoint is set."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared import context
from shared.observability.middleware import PROBES

HEADER = "traceparent"
_w3c = TraceContextTextMapPropagator()


@cache
def provider() -> TracerProvider:
    """Made at the first span of a process, so that it belongs to a worker's child."""
    made = TracerProvider(resource=Resource.create({"service.name": settings.SERVICE}))
    endpoint = f"{settings.TRACES_ENDPOINT.rstrip('/')}/v1/traces"
    made.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return made


def _tracer() -> Tracer:
    return provider().get_tracer("tts")


def _parent(headers: Mapping[str, Any]) -> Context:
    given = headers.get(HEADER)
    return _w3c.extract({HEADER: given} if isinstance(given, str) else {}, Context())


def carrier(arrived_with: Mapping[str, Any]) -> dict[str, str]:
    """The present span; but of several messages handled together each keeps its own trace."""
    present = trace.get_current_span().get_span_context()
    own = trace.get_current_span(_parent(arrived_with)).get_span_context()
    if own.is_valid and own.trace_id != present.trace_id:
        return {HEADER: str(arrived_with[HEADER])}
    found: dict[str, str] = {}
    _w3c.inject(found)
    return found


@contextmanager
def handling(task: str, queue: str, headers: Mapping[str, Any]) -> Iterator[None]:
    now = context.current()
    with _tracer().start_as_current_span(
        f"handle {task}",
        context=_parent(headers),
        kind=SpanKind.CONSUMER,
        attributes={
            "messaging.system": "rabbitmq",
            "messaging.destination.name": queue,
            "messaging.message.id": now.message_id or "",
            "tts.correlation_id": now.correlation_id,
        },
    ):
        yield


class TracingMiddleware:
    """A span for each request; inside of CorrelationMiddleware, whose id it carries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PROBES):
            return self._get_response(request)
        method = request.method or ""
        with _tracer().start_as_current_span(
            method, context=_parent(request.headers), kind=SpanKind.SERVER
        ) as span:
            response = self._get_response(request)
            route = f"/{request.resolver_match.route}" if request.resolver_match else ""
            span.update_name(f"{method} {route}".strip())
            span.set_attribute("http.request.method", method)
            span.set_attribute("http.route", route)
            span.set_attribute("http.response.status_code", response.status_code)
            span.set_attribute("tts.correlation_id", context.current_correlation_id())
            if response.status_code >= 500:
                span.set_status(Status(StatusCode.ERROR))
        return response


def trace_statements(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Record what `connection` executes; a pooled one says more than once that it was made."""
    if _statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(_statement)


def _statement(execute: Callable[..., Any], sql: Any, params: Any, many: bool, at: Any) -> Any:
    # Outside of requests and messages there is nothing to belong to: relays ask all the time.
    if not trace.get_current_span().is_recording():
        return execute(sql, params, many, at)
    text = str(sql)
    with _tracer().start_as_current_span(
        text.split(maxsplit=1)[0],
        kind=SpanKind.CLIENT,
        # Without the parameters, which are people's data.
        attributes={"db.system.name": "postgresql", "db.query.text": text},
    ):
        return execute(sql, params, many, at)
