"""Traces, as a collector on the loopback interface gets them."""

import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.urls import path
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from shared.contracts.status import UpdateStatus
from shared.inbox.delivery import Delivery
from shared.inbox.registry import one_by_one
from shared.observability import spans, tracing
from shared.outbox.models import OutboxMessage
from shared.outbox.services import publish
from shared.testing import make_client
from shared.testing.listening import JsonHandler, Listening

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
CORRELATION = "5f0c2e9e-0000-4000-8000-000000000001"


def close_ticket(request, number):
    with transaction.atomic():
        publish(UpdateStatus(ticket_id=number, status="closed", version=2))
    return HttpResponse()


urlpatterns = [path("tickets/<str:number>/close/", close_ticket)]


class Collector:
    """Takes what an exporter sends."""

    def __init__(self):
        self.spans = []
        collector = self

        class Handler(JsonHandler):
            def do_POST(self):
                collector.take(ExportTraceServiceRequest.FromString(self.sent()))
                self.send(200, b"")

        self.server = Listening(Handler)

    def take(self, request):
        for resource in request.resource_spans:
            self.spans += [span for scope in resource.scope_spans for span in scope.spans]

    def named(self, name):
        """The one span of this name."""
        spans.provider().force_flush()
        [found] = [span for span in self.spans if span.name == name]
        return found


@pytest.fixture
def collector(settings):
    running = Collector()
    settings.TRACES_ENDPOINT = running.server.url
    inside = settings.MIDDLEWARE.index("shared.http.correlation.CorrelationMiddleware") + 1
    middleware = list(settings.MIDDLEWARE)
    middleware.insert(inside, "shared.observability.spans.TracingMiddleware")
    settings.MIDDLEWARE = middleware
    spans.provider.cache_clear()
    # As at the start of a process: before the first connection.
    connection.close()
    tracing.start()
    yield running
    spans.provider().shutdown()
    spans.provider.cache_clear()
    connection_created.disconnect(dispatch_uid="tts_traces")
    connection.execute_wrappers.clear()
    running.server.close()


def handle_what_was_published(handle=lambda message: None):
    row = OutboxMessage.objects.get()
    delivery = Delivery(row.task, row.exchange, row.routing_key, row.kwargs, row.headers)
    one_by_one(UpdateStatus, handle).consume(delivery)


def attributes_of(span):
    return {each.key: each.value.string_value for each in span.attributes}


def close(**headers):
    make_client().post("/tickets/HD-1/close/", headers=headers)


def test_request_statements_outbox_and_message_are_one_trace(collector):
    close()
    handle_what_was_published()

    request = collector.named("POST /tickets/<str:number>/close/")
    message = collector.named(f"handle {UpdateStatus.TASK}")
    statements = [span for span in collector.spans if span.name in ("INSERT", "WITH")]
    assert message.trace_id == request.trace_id
    assert message.parent_span_id == request.span_id
    assert {each.trace_id for each in statements} == {request.trace_id}
    parents = {each.parent_span_id for each in statements}
    assert parents == {request.span_id, message.span_id}


def test_a_span_names_the_correlation_id_by_which_logs_and_mails_are_found(collector):
    close(**{"X-Correlation-ID": CORRELATION})
    handle_what_was_published()

    names = ["POST /tickets/<str:number>/close/", f"handle {UpdateStatus.TASK}"]
    ids = {attributes_of(collector.named(name))["tts.correlation_id"] for name in names}
    assert ids == {CORRELATION}


def test_a_callers_trace_goes_on(collector):
    close(traceparent=f"00-{'a' * 32}-{'b' * 16}-01")

    request = collector.named("POST /tickets/<str:number>/close/")
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == ("a" * 32, "b" * 16)


def test_a_trace_survives_a_message_that_is_tried_again(collector):
    close()

    def break_down(message):
        raise OSError("the other side hung up")

    row = OutboxMessage.objects.get()
    handle_what_was_published(break_down)

    [again] = OutboxMessage.objects.exclude(pk=row.pk)
    assert again.headers["traceparent"] == row.headers["traceparent"]


def test_statements_are_recorded_without_peoples_data(collector):
    close()

    [insert] = [
        span
        for span in (collector.named("INSERT"),)
        if "outbox" in attributes_of(span)["db.query.text"]
    ]
    assert "HD-1" not in attributes_of(insert)["db.query.text"]


def test_without_an_endpoint_nothing_is_recorded_or_handed_on():
    close()

    assert "traceparent" not in OutboxMessage.objects.get().headers


def test_without_an_endpoint_nothing_of_opentelemetry_is_loaded():
    program = (
        "import sys, django; django.setup();"
        "import shared.http.urls, shared.inbox.registry, shared.outbox.relay, shared.inbox.lane;"
        "print([n for n, module in sys.modules.items() if module and n[:13] == 'opentelemetry'])"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert run.stdout.strip() == "[]"
