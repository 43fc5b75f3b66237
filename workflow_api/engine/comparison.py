"""What a changed workflow would have changed: two runs of each ticket, added up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from .assignment import Decision
from .simulation import Run

SAMPLE: Final = 50
"""How many tickets are named for each kind of difference."""

BEFORE, AFTER = "before", "after"
Side = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where one side sends a ticket; without a workflow there is no run."""

    workflow_id: int | None = None
    workflow_name: str = ""
    run: Run | None = None

    def breached(self, now: datetime) -> bool:
        """Whether the deadline passed before the end, or has passed without one."""
        if self.run is None or self.run.deadline is None:
            return False
        return self.run.deadline < (self.run.ended_at or now)

    @property
    def stuck(self) -> str:
        return self.run.stuck if self.run else ""


@dataclass(slots=True)
class Comparison:
    """The sums over all tickets so far; JSON by `as_dict`, for a job that pauses."""

    workflow_id: int
    tickets: int = 0
    matched: Counter[Side] = field(default_factory=Counter)
    differently: int = 0
    gained: int = 0
    lost: int = 0
    stuck: int = 0
    names: dict[str, str] = field(default_factory=dict)
    load: dict[Side, Counter[str]] = field(default_factory=lambda: _sides())
    visits: dict[Side, Counter[str]] = field(default_factory=lambda: _sides())
    samples: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"routed": [], "breaches": [], "stuck": []}
    )

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        sums = {name: raw[name] for name in ("load", "visits")}
        counters = {name: {s: Counter(c) for s, c in each.items()} for name, each in sums.items()}
        return cls(**{**raw, "matched": Counter(raw["matched"]), **counters})

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def add(self, number: str, before: Outcome, after: Outcome, now: datetime) -> None:
        """Count one ticket, which `before` and `after` send on its way as of `now`."""
        self.tickets += 1
        if before.workflow_id != after.workflow_id:
            self.differently += 1
            names = {"before": before.workflow_name or None, "after": after.workflow_name or None}
            self._sample("routed", number, names)
        self._compare_breaches(number, before, after, now)
        if after.stuck and after.stuck != before.stuck:
            self.stuck += 1
            step = after.run.visits[-1].step.key if after.run and after.run.visits else None
            self._sample("stuck", number, {"step": step, "reason": after.stuck})
        self._count(BEFORE, before)
        self._count(AFTER, after)

    def _compare_breaches(
        self, number: str, before: Outcome, after: Outcome, now: datetime
    ) -> None:
        was, would_be = before.breached(now), after.breached(now)
        self.gained += would_be and not was
        self.lost += was and not would_be
        if was != would_be:
            change = "gained" if would_be else "lost"
            times = {"before": _times(before), "after": _times(after)}
            self._sample("breaches", number, {"change": change, **times})

    def _count(self, side: Side, outcome: Outcome) -> None:
        if outcome.run is None:
            return
        ours = outcome.workflow_id == self.workflow_id
        self.matched[side] += ours
        for visit in outcome.run.visits:
            if ours:
                self.visits[side][visit.step.key] += 1
            for decision in (visit.decision, *visit.also):
                self._count_work(side, decision)

    def _count_work(self, side: Side, decision: Decision | None) -> None:
        if decision is None or decision.user_id is None:
            return
        person = str(decision.user_id)
        self.load[side][person] += 1
        if person not in self.names:
            self.names[person] = _name_of(decision)

    def _sample(self, kind: str, number: str, facts: Mapping[str, Any]) -> None:
        if len(self.samples[kind]) < SAMPLE:
            self.samples[kind].append({"ticket_number": number, **facts})


def _sides() -> dict[Side, Counter[str]]:
    return {BEFORE: Counter(), AFTER: Counter()}


def _name_of(decision: Decision) -> str:
    chosen = (each.name for each in decision.considered if each.user_id == decision.user_id)
    return next(chosen, "")


def _times(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.run is None:
        return None
    due, end = outcome.run.deadline, outcome.run.ended_at
    return {"deadline": due and due.isoformat(), "ended_at": end and end.isoformat()}
