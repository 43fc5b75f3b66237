"""How long it still takes, honestly: out of how long it took before, and nothing besides."""

from collections.abc import Sequence
from dataclasses import dataclass

SHARES = tuple(step / 20 for step in range(1, 20))
"""The quantiles that are kept of a history: 5 %, 10 % … 95 %."""
LEAST_SAMPLES = 20
LEAST_LEFT = 3
"""Of the quantiles: who takes longer than nearly everybody before has no history to go by."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """Seconds: half of those that took as long already were done by `typical`, nine of ten by
    `latest`."""

    typical: float
    latest: float


def remaining(quantiles: Sequence[float], elapsed: float, *, samples: int) -> Remaining | None:
    """Return what is left after `elapsed` seconds, given the quantiles (SHARES) of the whole.

    None with too little history, and for something that is slower than nearly all of it.
    """
    if samples < LEAST_SAMPLES:
        return None
    slower = [each for each in quantiles if each > elapsed]
    if len(slower) < LEAST_LEFT:
        return None
    last = len(slower) - 1
    return Remaining(
        typical=slower[last // 2] - elapsed, latest=slower[round(last * 0.9)] - elapsed
    )
