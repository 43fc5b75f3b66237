"""What a measurement says: medians, percentiles, ratios, and the row that is printed."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from deploy.bench.goals import Goal
from deploy.demo import percentile


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the result. `ratio` is speed against the baseline: 1.0 is as fast as it.

    `lost` and `duplicated` count tickets; None where nothing can be lost.
    """

    scenario: str
    value: float | None
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    lost: int | None = None
    duplicated: int | None = None
    # What else was seen on the way, by name.
    details: Mapping[str, Any] = field(default_factory=dict)

    def document(self, goal: Goal, machine: Mapping[str, Any]) -> dict[str, Any]:
        """The row of `bench --json`."""
        figures = asdict(self)
        return figures | {"goal": goal.text, "met": goal.met(figures), "machine": machine}


def median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 2)


def ratio_of_rates(value: float, baseline: float) -> float:
    return round(value / baseline, 3)


def ratio_of_times(value: float, baseline: float) -> float:
    """As a speed too: half the time is twice as fast."""
    return round(baseline / value, 3)


def latencies(seconds: Iterable[float]) -> dict[str, Any]:
    """The three percentiles of a row, in milliseconds."""
    ordered = sorted(seconds)
    shares = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99}
    return {name: _ms(percentile(ordered, share)) for name, share in shares.items()}


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
