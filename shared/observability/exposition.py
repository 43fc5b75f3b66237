"""`/metrics`: this process's own metrics, then what is read from database and heartbeats."""

from collections.abc import Iterable, Iterator

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from shared import heartbeat
from shared.http.health import background_processes
from shared.observability import asked, stored
from shared.outbox.services import backlog

NEVER = float("inf")
log = structlog.get_logger()
disable_created_metrics()  # type: ignore[no-untyped-call]


class ServiceCollector(Collector):
    """The service as a whole, at the moment of asking."""

    def collect(self) -> Iterable[Metric]:
        yield _heartbeats()
        try:
            found = [*_outbox(), *stored.families(), *asked.families()]
        except (DatabaseError, InterfaceError) as error:
            # The rest is still worth having, and this itself is news.
            log.warning("metrics_without_database", error_message=str(error))
            found = []
        yield GaugeMetricFamily(
            "tts_database_up", "1 when the database answered this scrape.", value=bool(found)
        )
        yield from found


def _heartbeats() -> Metric:
    family = GaugeMetricFamily(
        "tts_heartbeat_age_seconds",
        "Since a background process last proved to be alive; +Inf when it never did.",
        labels=["process"],
    )
    for kind in background_processes():
        age = heartbeat.age_seconds(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-{kind}")
        family.add_metric([kind], NEVER if age is None else age)
    return family


def _outbox() -> Iterator[Metric]:
    count, age = backlog()
    yield GaugeMetricFamily("tts_outbox_messages", "Messages due and not yet sent.", value=count)
    yield GaugeMetricFamily(
        "tts_outbox_oldest_age_seconds", "How long the oldest due message has waited.", value=age
    )


SERVICE_REGISTRY = CollectorRegistry()
SERVICE_REGISTRY.register(ServiceCollector())


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text. For the monitoring, which asks the service's own port."""
    text = generate_latest(REGISTRY) + generate_latest(SERVICE_REGISTRY)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


urlpatterns = [path("metrics", metrics)]
