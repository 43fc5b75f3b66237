"""What becomes of our calls, for Prometheus; `adapter_id` is the system, a row of the policies."""

from collections.abc import Iterable
from typing import Final

import structlog
from circuitbreaker import STATE_CLOSED, STATE_HALF_OPEN, STATE_OPEN
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from shared.integrations.breaker import Breaker
from shared.integrations.policies import POLICIES
from shared.observability.stored import Event, StoredCounter, StoredHistogram, record

BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
STATES: Final = {STATE_CLOSED: 0, STATE_HALF_OPEN: 1, STATE_OPEN: 2}
REQUESTS = StoredCounter(
    "integration_requests",
    "Calls of other systems by outcome: success, refused or failure.",
    ["adapter_id", "status"],
)
SECONDS = StoredHistogram(
    "integration_request_duration_seconds",
    "From the call to its answer or its failure, repetitions included.",
    buckets=BUCKETS,
    labels=["adapter_id"],
)
ERRORS = StoredCounter(
    "integration_errors", "Calls without a usable answer.", ["adapter_id", "error_type"]
)
RETRIES = StoredCounter(
    "integration_retries", "Attempts beyond the first of a call.", ["adapter_id"]
)
log = structlog.get_logger()


def count(*events: Event) -> None:
    """Record the events; an answer that came is not lost because it could not be counted."""
    try:
        record(*events)
    except (DatabaseError, InterfaceError) as error:
        log.warning("call_not_counted", error_message=str(error))


class CircuitCollector(Collector):
    """The breakers of settings.INTEGRATIONS at the moment of asking."""

    def describe(self) -> Iterable[Metric]:
        # Asked when it is registered, at a start without Redis too.
        yield _states()

    def collect(self) -> Iterable[Metric]:
        family = _states()
        for system in settings.INTEGRATIONS:
            state = Breaker(system, POLICIES[system]).state
            family.add_metric([system], STATES[state])
        yield family


def _states() -> GaugeMetricFamily:
    return GaugeMetricFamily(
        "integration_circuit_breaker_state",
        "0 closed, 1 half open, 2 open.",
        labels=["adapter_id"],
    )


REGISTRY.register(CircuitCollector())
