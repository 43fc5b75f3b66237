"""How each system did in the last 24 hours: counted in Redis, by all services together.

These figures are for people looking at a screen. While Redis is away they are not kept; what
must not be lost is in the metrics.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import redis
import structlog

from shared.integrations.redis import client, key

PLACE: Final = "seen"
HOURS: Final = 24
HOUR: Final = 3600
# Upper bounds in milliseconds, each about a half more than the last.
BOUNDS: Final = (
    5, 10, 15, 25, 40, 60, 90, 140, 200, 300, 450, 700, 1000, 1500, 2300, 3500, 5000,
    7500, 11_000, 17_000, 25_000, 40_000, 60_000,
)  # fmt: skip
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """`error_rate` is the failed share of all calls; null fields: there was no such call."""

    calls: int = 0
    failures: int = 0
    latencies: Mapping[int, int] = field(default_factory=dict)
    last_success: datetime | None = None
    last_failure: datetime | None = None

    @property
    def error_rate(self) -> float | None:
        return round(self.failures / self.calls, 4) if self.calls else None

    def latency_ms(self, share: float) -> int | None:
        """The bound under which this share of the calls remained."""
        wanted, seen = share * sum(self.latencies.values()), 0
        for place, times in sorted(self.latencies.items()):
            seen += times
            if seen >= wanted:
                return BOUNDS[min(place, len(BOUNDS) - 1)]
        return None


def note(system: str, *, seconds: float, failed: bool) -> None:
    """Count one call."""
    now = time.time()
    hour = _hour(system, int(now // HOUR))
    place = bisect_left(BOUNDS, seconds * 1000)
    pipe = client().pipeline(transaction=False)
    pipe.hincrby(hour, "failed" if failed else "good", 1)
    pipe.hincrby(hour, f"b{place}", 1)
    pipe.expire(hour, (HOURS + 1) * HOUR)
    pipe.hset(key(PLACE, system), "failure" if failed else "success", now)
    try:
        pipe.execute()
    except redis.RedisError as error:
        log.warning("call_not_noted", integration=system, error_message=str(error))


def read(systems: tuple[str, ...]) -> dict[str, Statistics]:
    """The figures of each system, in one round trip; empty ones while Redis is away."""
    newest = int(time.time() // HOUR)
    pipe = client().pipeline(transaction=False)
    for system in systems:
        pipe.hgetall(key(PLACE, system))
        for hour in range(newest - HOURS + 1, newest + 1):
            pipe.hgetall(_hour(system, hour))
    try:
        answers = pipe.execute()
    except redis.RedisError:
        return {system: Statistics() for system in systems}
    size = HOURS + 1
    return {
        system: _summed(answers[number * size], answers[number * size + 1 : (number + 1) * size])
        for number, system in enumerate(systems)
    }


def _hour(system: str, hour: int) -> str:
    return key(PLACE, system, str(hour))


def _summed(last: dict[str, Any], hours: list[dict[str, Any]]) -> Statistics:
    total: Counter[str] = Counter()
    for hour in hours:
        total.update({name: int(times) for name, times in hour.items()})
    return Statistics(
        calls=total["good"] + total["failed"],
        failures=total["failed"],
        latencies={int(name[1:]): times for name, times in total.items() if name[0] == "b"},
        last_success=_moment(last.get("success")),
        last_failure=_moment(last.get("failure")),
    )


def _moment(seconds: str | None) -> datetime | None:
    return datetime.fromtimestamp(float(seconds), UTC) if seconds else None
