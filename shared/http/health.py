"""`/health/live` (the process), `/health/ready` (can it serve), `/health/` (everything)."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.module_loading import import_string

from shared import heartbeat
from shared.broker.publisher import connect
from shared.broker.topology import consumed_by
from shared.outbox.services import backlog

OUTBOX_AGE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Check:
    """`status` is pass, warn (works without it, for a while) or fail."""

    name: str
    status: str
    latency_ms: float
    message: str = ""


def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "pass", "service": settings.SERVICE})


def ready(request: HttpRequest) -> JsonResponse:
    """503 unless the database answers and is migrated; the outbox covers for the rest."""
    return _answer([_timed("database", _database), _timed("migrations", _migrations)])


def full(request: HttpRequest) -> JsonResponse:
    """Every dependency and background process with status and latency."""
    checks = [
        _timed("database", _database),
        _timed("migrations", _migrations),
        _timed("broker", _broker, failing="warn"),
        _timed("cache", _cache, failing="warn"),
        _timed("outbox", _outbox, failing="warn"),
        *(_timed(kind, _beats(kind), failing="warn") for kind in background_processes()),
        *(
            _timed(name, import_string(probe), failing="warn")
            for name, probe in settings.HEALTH_CHECKS.items()
        ),
    ]
    return _answer(checks)


def _answer(checks: list[Check]) -> JsonResponse:
    worst = next((s for s in ("fail", "warn") if any(c.status == s for c in checks)), "pass")
    body = {
        "status": worst,
        "service": settings.SERVICE,
        "time": timezone.now().isoformat(),
        "checks": [asdict(check) for check in checks],
    }
    return JsonResponse(body, status=503 if worst == "fail" else 200)


def _timed(name: str, probe: Callable[[], str], *, failing: str = "fail") -> Check:
    started = time.perf_counter()
    try:
        status, message = "pass", probe()
    except Exception as error:  # noqa: BLE001  whatever a dependency raises is the answer
        status, message = failing, f"{type(error).__name__}: {str(error)[:200]}"
    return Check(name, status, round((time.perf_counter() - started) * 1000, 1), message)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


_migrated = False


def _migrations() -> str:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            raise RuntimeError(f"{len(plan)} migrations are not applied")
        _migrated = True
    return ""


def _broker() -> str:
    connect(settings.BROKER_URL, f"{settings.SERVICE} health").close()
    return ""


def _cache() -> str:
    client: Any = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1)
    try:
        client.ping()
    finally:
        client.close()
    return ""


def _outbox() -> str:
    count, age = backlog()
    if age > OUTBOX_AGE_SECONDS:
        raise RuntimeError(f"{count} messages wait, the oldest for {age:.0f} s")
    return f"{count} waiting"


def background_processes() -> list[str]:
    """The kinds of this service that prove life by heartbeat."""
    kinds = ["relay"]
    if consumed_by(settings.SERVICE):
        kinds.append("worker")
    return [*kinds, "schedule"] if settings.SCHEDULE else kinds


def _beats(kind: str) -> Callable[[], str]:
    def probe() -> str:
        age = heartbeat.age_seconds(settings.HEARTBEAT_DIR, f"{settings.SERVICE}-{kind}")
        if age is None or age > heartbeat.STALE_SECONDS:
            raise RuntimeError("no heartbeat" if age is None else f"silent for {age:.0f} s")
        return f"seen {age:.0f} s ago"

    return probe


urlpatterns = [
    path("health/live", live),
    path("health/ready", ready),
    path("health/", full),
]
