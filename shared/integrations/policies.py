"""How each system is called, one row each (specification: resilience.md, "Calling out")."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PROBE_MARGIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All times in seconds. `retries` come after the first attempt.

    The n-th wait is `first_wait` · `factor`ⁿ⁻¹, at most `longest_wait`, plus up to `jitter` of
    itself. The breaker opens after `failures` exhausted sequences in a row, lets `probes` calls
    through after `reset`, and closes after `successes` of them. `per_second` 0 is no rate limit.
    `dead_letters`: what a system could not answer is kept as failed work, to be sent again;
    `by_schedule`: the schedule sends it again, too.
    """

    timeout: float
    retries: int = 0
    first_wait: float = 1.0
    factor: float = 2.0
    longest_wait: float = 30.0
    jitter: float = 0.0
    failures: int = 5
    successes: int = 2
    reset: float = 60.0
    probes: int = 1
    burst: int = 50
    per_second: float = 5.0
    dead_letters: bool = False
    by_schedule: bool = False

    def wait(self, attempt: int) -> float:
        """The pause after the `attempt`-th failure, before jitter."""
        return min(self.longest_wait, self.first_wait * self.factor ** (attempt - 1))

    @property
    def longest_call(self) -> float:
        """No sequence of attempts takes longer: after it, a probe that is silent has died."""
        waits = self.retries * self.longest_wait * (1 + self.jitter)
        return self.timeout * (self.retries + 1) + waits + PROBE_MARGIN_SECONDS


POLICIES: Final[Mapping[str, Policy]] = {
    "auth": Policy(timeout=5, retries=2, first_wait=5, factor=1, longest_wait=5, per_second=0),
    # Between our own services: a restart is over in seconds, and people are waiting.
    "workflow": Policy(timeout=5, reset=10, per_second=0),
    "notification": Policy(timeout=5, reset=10, per_second=0),
    "ams": Policy(timeout=30),
    "bms": Policy(timeout=30, retries=1, first_wait=5, longest_wait=5),
    "email": Policy(
        timeout=15, retries=5, first_wait=0.5, longest_wait=10, jitter=0.15,
        failures=10, successes=3, reset=30, burst=100, per_second=20,
    ),
    "sms": Policy(
        timeout=15, retries=5, first_wait=0.5, longest_wait=10, jitter=0.15,
        failures=10, successes=3, reset=30, burst=50, per_second=10, dead_letters=True,
        by_schedule=True,
    ),
    "sales": Policy(
        timeout=30, retries=3, jitter=0.1, burst=100, per_second=10, dead_letters=True
    ),
    "erp": Policy(
        timeout=45, retries=5, first_wait=2, longest_wait=60, jitter=0.2,
        failures=3, reset=120, dead_letters=True,
    ),
    "esignature": Policy(
        timeout=60, retries=3, jitter=0.1, successes=3, reset=300,
        burst=20, per_second=2, dead_letters=True,
    ),
}  # fmt: skip
