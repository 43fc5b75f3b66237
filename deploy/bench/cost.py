"""What one ticket costs: CPU by process, rows, transactions, messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Usage = tuple[Mapping[str, float], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Per ticket."""

    cpu_ms: dict[str, float]
    counters: dict[str, float]

    def document(self) -> dict[str, Any]:
        return {
            "cpu_ms_per_ticket": {"all": round(sum(self.cpu_ms.values()), 2), **self.cpu_ms},
            "per_ticket": self.counters,
        }


def costs_between(before: Usage, after: Usage, tickets: int) -> Cost:
    share = max(1, tickets)
    counters = {n: round((value - before[1][n]) / share, 2) for n, value in after[1].items()}
    return Cost(cpu_ms=cpu_ms_each(before[0], after[0], tickets), counters=counters)


def cpu_ms_each(
    before: Mapping[str, float], after: Mapping[str, float], times: int
) -> dict[str, float]:
    """What one of so many cost, by process, the dearest first; what costs nothing is left out."""
    cpu = {
        name: round((seconds - before.get(name, 0.0)) * 1000 / max(1, times), 2)
        for name, seconds in after.items()
    }
    return {name: ms for name, ms in sorted(cpu.items(), key=lambda i: -i[1]) if ms >= 0.01}
