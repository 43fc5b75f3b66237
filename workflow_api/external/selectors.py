"""How the other systems are doing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from circuitbreaker import STATE_OPEN
from django.db.models import Count, Max, Q
from django.utils import timezone

from shared.integrations.policies import POLICIES
from workflow_api.external.adapters import catalogue
from workflow_api.external.models import ExternalCall

COUNTED = timedelta(hours=24)
State = ExternalCall.State


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerStatus:
    state: str
    failures: int
    opened_at: datetime | None
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class OperationName:
    id: str
    version: str


@dataclass(frozen=True, slots=True)
class LastError:
    at: datetime
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationStatus:
    adapter: str
    operations: list[OperationName]
    breaker: BreakerStatus
    calls: dict[str, int]
    last_success: datetime | None
    last_error: LastError | None


def integrations() -> list[IntegrationStatus]:
    """Every system that steps may ask, by name. Three queries, however many calls there were."""
    return _statuses(catalogue.SYSTEMS)


def integration_named(system: str) -> IntegrationStatus:
    """One system of the catalogue."""
    return _statuses([system])[0]


def _statuses(systems: Iterable[str]) -> list[IntegrationStatus]:
    counts, successes, errors = _counts(), _last_successes(), _last_errors()
    return [
        IntegrationStatus(
            adapter=system,
            operations=[
                OperationName(each.adapter_id, each.version)
                for each in catalogue.operations_of(system)
            ],
            breaker=_breaker(system),
            calls={state: counts.get((system, state), 0) for state in State.values},
            last_success=successes.get(system),
            last_error=errors.get(system),
        )
        for system in systems
    ]


def _breaker(system: str) -> BreakerStatus:
    circuit = catalogue.breaker_of(system).read()
    opened = datetime.fromtimestamp(circuit.opened_at, UTC) if circuit.opened_at else None
    wait = timedelta(seconds=POLICIES[system].reset)
    return BreakerStatus(
        state=circuit.state,
        failures=circuit.failures,
        opened_at=opened,
        retry_at=opened + wait if opened and circuit.state == STATE_OPEN else None,
    )


def _counts() -> dict[tuple[str, str], int]:
    recent = ExternalCall.objects.filter(asked_at__gte=timezone.now() - COUNTED).order_by()
    rows = recent.values_list("system", "state").annotate(Count("pk"))
    return {(system, state): count for system, state, count in rows}


def _last_successes() -> dict[str, datetime]:
    """When each system last answered a question, be it with a no."""
    answered = Q(state__in=[State.SUCCEEDED, State.REJECTED])
    calls = ExternalCall.objects.filter(answered).order_by()
    rows = calls.values_list("system").annotate(Max("answered_at"))
    return {system: at for system, at in rows if at is not None}


def _last_errors() -> dict[str, LastError]:
    failed = ExternalCall.objects.filter(state=State.FAILED)
    newest = failed.order_by("system", "-id").distinct("system")
    return {
        call.system: LastError(call.answered_at, call.error_code, call.reason)
        for call in newest
        if call.answered_at is not None
    }
