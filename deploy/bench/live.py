"""One ticket at a time over HTTP, until its assignee's notice is stored."""

import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, Final

from deploy.bench.cost import Cost, costs_between
from deploy.bench.figures import Row, latencies, median
from deploy.bench.goals import goal_named
from deploy.bench.ledger import Arrivals, Ledger
from deploy.bench.sending import Load, run
from deploy.bench.subject import Subject

GOAL_PER_SECOND: Final = next(b.limit for b in goal_named("live").bounds if b.name == "value")
WARM_UP: Final = 40
IDLE_TICKETS: Final = 60
IDLE_PER_SECOND: Final = 2.0


@dataclass(frozen=True, slots=True)
class Round:
    """One round of tickets and what became of them."""

    ledger: Ledger
    arrivals: Arrivals
    cost: Cost

    @property
    def per_second(self) -> float:
        """From the first ticket sent to the last notice stored."""
        stored = self.arrivals.notified.values()
        return len(stored) / (max(stored) - self.ledger.started) if stored else 0.0

    def delays(self) -> list[float]:
        sent = self.ledger.sent
        return [at - sent[number] for number, at in self.arrivals.notified.items()]


Posting = Callable[[Load], Coroutine[Any, Any, None]]


def warm_up(subject: Subject) -> None:
    measure(subject, lambda load: load.flat_out(WARM_UP))


def measure(subject: Subject, posting: Posting) -> Round:
    """Post, wait until all have arrived and the rest of the work is done too, compare."""
    ledger = Ledger()
    before = subject.cpu(), subject.counters()
    run(posting(Load(subject, ledger)))
    ledger.wait(subject)
    subject.settle()
    cost = costs_between(before, (subject.cpu(), subject.counters()), len(ledger.acknowledged))
    return Round(ledger, ledger.compare(subject), cost)


def live(subject: Subject) -> Iterator[Row]:
    """Open loop at the goal's rate."""
    warm_up(subject)
    count = max(1, round(subject.extent.minutes * 60 * GOAL_PER_SECOND))
    subject.tell(f"{count} tickets at {GOAL_PER_SECOND:g}/s")
    done = measure(subject, lambda load: load.at_rate(count, GOAL_PER_SECOND))
    yield _row("live", done, done.per_second)


def live_idle(subject: Subject) -> Iterator[Row]:
    """Seldom enough that no ticket meets another."""
    warm_up(subject)
    subject.tell(f"{IDLE_TICKETS} tickets, {IDLE_PER_SECOND:g}/s")
    done = measure(subject, lambda load: load.at_rate(IDLE_TICKETS, IDLE_PER_SECOND))
    yield _row("live-idle", done, done.per_second)


def flat_out(subject: Subject) -> Round:
    count = subject.extent.count
    return measure(subject, lambda load: load.flat_out(count))


def summary(name: str, rounds: list[Round], **more: Any) -> Row:
    """The medians of several rounds; what was lost or doubled in any of them counts."""
    delays = [delay for one in rounds for delay in one.delays()]
    return Row(
        scenario=name,
        value=median([one.per_second for one in rounds]),
        unit="tickets/s",
        **latencies(delays),
        lost=sum(one.arrivals.lost for one in rounds),
        duplicated=sum(one.arrivals.duplicated for one in rounds),
        **more,
    )


def _row(name: str, done: Round, value: float) -> Row:
    refused = dict(done.ledger.refused)
    details = {"sent": len(done.ledger.sent), "refused": refused, **done.cost.document()}
    details["measured_at"] = round(time.time())
    return Row(
        scenario=name,
        value=round(value, 2),
        unit="tickets/s",
        **latencies(done.delays()),
        lost=done.arrivals.lost,
        duplicated=done.arrivals.duplicated,
        details=details,
    )
