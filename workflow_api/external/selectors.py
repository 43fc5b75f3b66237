"""How the other systems are doing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from circuitbreaker import STATE_OPEN
from django.db.models import Count, Max, Q
from django.utils import timezone

from shared.integrations import statistics
from shared.integrations.policies import POLICIES
from shared.integrations.statistics import Statistics
from workflow_api.engine.state_machine import TaskState
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
class Waiting:
    """Questions under way or to be repeated, and tasks for which a person has to decide."""

    questions: int
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationStatus:
    adapter: str
    operations: list[OperationName]
    breaker: BreakerStatus
    calls: dict[str, int]
    waiting: Waiting
    requests: int
    error_rate: float | None
    p50_ms: int | None
    p95_ms: int | None
    last_success: datetime | None
    last_failure: datetime | None
    last_error: LastError | None
    testable: bool


def integrations() -> list[IntegrationStatus]:
    """Every system that is called, by name. Four queries, however many calls there were."""
    return _statuses(sorted(POLICIES))


def integration_named(system: str) -> IntegrationStatus:
    """One of the systems that are called."""
    return _statuses([system])[0]


def _statuses(systems: Sequence[str]) -> list[IntegrationStatus]:
    counts, waiting, answers, errors = _counts(), _waiting(), _last_successes(), _last_errors()
    seen = statistics.read(tuple(systems))
    return [
        IntegrationStatus(
            adapter=system,
            operations=_operations(system),
            breaker=_breaker(system),
            calls={state: counts.get((system, state), 0) for state in State.values},
            waiting=waiting.get(system, Waiting(questions=0, decisions=0)),
            last_success=_latest(answers.get(system), seen[system].last_success),
            last_error=errors.get(system),
            testable=catalogue.is_testable(system),
            **_figures(seen[system]),
        )
        for system in systems
    ]


def _operations(system: str) -> list[OperationName]:
    return [
        OperationName(each.adapter_id, each.version) for each in catalogue.operations_of(system)
    ]


def _figures(seen: Statistics) -> dict[str, Any]:
    return {
        "requests": seen.calls,
        "error_rate": seen.error_rate,
        "p50_ms": seen.latency_ms(0.5),
        "p95_ms": seen.latency_ms(0.95),
        "last_failure": seen.last_failure,
    }


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


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
    asked = recent.exclude(state=State.WAITING, resolution=ExternalCall.Resolution.LEFT)
    rows = asked.values_list("system", "state").annotate(Count("pk"))
    return {(system, state): count for system, state, count in rows}


def _waiting() -> Mapping[str, Waiting]:
    asked = Q(resolution="", state=State.WAITING)
    stuck = Q(resolution="", task__status=TaskState.PENDING_EXTERNAL) & ~Q(state=State.WAITING)
    rows = (
        ExternalCall.objects.filter(asked | stuck)
        .order_by()
        .values_list("system")
        .annotate(
            questions=Count("pk", filter=asked),
            decisions=Count("task", filter=stuck, distinct=True),
        )
    )
    return {
        system: Waiting(questions=questions, decisions=decisions)
        for system, questions, decisions in rows
    }


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
