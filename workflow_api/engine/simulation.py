"""One ticket through a definition without anything happening: who, when, and where it ends.

Every rule is the engine's own: ways out, whose turn it is, deadlines. People and systems are
stood for by `Actors`, so that the same walk serves a made-up ticket and one from history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Protocol

from .assignment import Decision
from .conditions import Facts
from .definition import Definition, Step, Transition
from .roster import Roster
from .routing import Choice, choices
from .sla import AROUND_THE_CLOCK, WARN_AT, Calendar, step_share

MOST_VISITS: Final = 100
OWN_TICKET: Final = "sent this ticket"
FOREVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The ticket of a run; `requester_email` in lower case."""

    facts: Facts
    priority: str
    requester_email: str
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A stay at a step. `decision` is None where no person is asked, `also` are those on the
    further seats of an approval by several; `obstacle` says why it cannot go on from here;
    `left_at` and `taken` are None while it stays."""

    step: Step
    entered_at: datetime
    decision: Decision | None
    deadline: datetime | None
    ways: tuple[Choice, ...]
    obstacle: str
    also: tuple[Decision, ...] = ()
    left_at: datetime | None = None
    taken: Transition | None = None

    @property
    def people(self) -> list[int]:
        """Everybody who has a piece of this work."""
        decisions = [self.decision, *self.also]
        return [d.user_id for d in decisions if d is not None and d.user_id is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of a ticket. `stuck` says why it stands still for ever, when it does."""

    coordinator: Decision
    visits: tuple[Visit, ...]
    started_at: datetime
    deadline: datetime | None
    at_risk_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    stuck: str


class Actors(Protocol):
    """Stands for the people and systems of a run."""

    def leave(self, visit: Visit) -> tuple[datetime, Transition] | None:
        """When and by which of its open ways a step is left; None when it is not."""


class Plan:
    """A definition with what every run of it needs to know."""

    def __init__(self, definition: Definition, calendar: Calendar = AROUND_THE_CLOCK) -> None:
        self.definition = definition
        self.calendar = calendar
        self.start = next((step for step in definition.steps if step.is_start), None)
        self._shares: dict[str, float] = {}

    def deadline(self, priority: str, at: datetime, share: float = 1.0) -> datetime | None:
        """When so much of the target of a priority is used up; None without a target."""
        target = self.definition.sla.get(priority)
        return None if target is None else self.calendar.add(at, target * share)

    def share(self, step_key: str) -> float:
        if step_key not in self._shares:
            known = self.start is not None
            self._shares[step_key] = step_share(self.definition, step_key) if known else 1.0
        return self._shares[step_key]


def run(plan: Plan, case: Case, actors: Actors, roster: Roster) -> Run:
    """Let a ticket go its way until it ends, stays, or comes by for the hundredth time."""
    at = case.started_at
    coordinator = roster.pick(plan.definition.coordinator_role, "round_robin", at)
    visits: list[Visit] = []
    step = plan.start
    while step is not None and len(visits) < MOST_VISITS:
        visit = _visit(plan, case, roster, step, at, visits)
        visits.append(visit)
        step = None
        if left := actors.leave(visit):
            at, way = left
            visits[-1] = replace(visit, left_at=at, taken=way)
            if way.target and plan.definition.has_step(way.target):
                step = plan.definition.step(way.target)
        _occupy(visits[-1], roster)
    return _result(plan, case, coordinator, visits, goes_on=step is not None)


def _visit(
    plan: Plan, case: Case, roster: Roster, step: Step, at: datetime, visits: Sequence[Visit]
) -> Visit:
    decisions = _decide(case, roster, step, at, visits) if step.needs_person else [None]
    decision = decisions[0]
    person = decision.user_id if decision else None
    roles = roster.roles_of(person) if person is not None else None
    ways = tuple(choices(plan.definition, step.key, case.facts, roles=roles))
    return Visit(
        step=step,
        entered_at=at,
        decision=decision,
        deadline=plan.deadline(case.priority, at, plan.share(step.key)),
        ways=ways,
        obstacle=_obstacle(plan, roster, step, ways),
        also=tuple(each for each in decisions[1:] if each is not None),
    )


def _decide(
    case: Case, roster: Roster, step: Step, at: datetime, visits: Sequence[Visit]
) -> Sequence[Decision | None]:
    """One decision for each seat of a step, different people on each."""
    own = {case.requester_email: OWN_TICKET} if case.requester_email else {}
    decisions: list[Decision] = []
    for _ in range(step.seats):
        decision = roster.pick(
            step.role,
            step.policy,
            at,
            preferred=_person_of(visits, step.same_person_as),
            excluded=own if step.kind == "approval" else {},
            taken=[each.user_id for each in decisions if each.user_id is not None],
        )
        decisions.append(decision)
    return decisions


def _person_of(visits: Sequence[Visit], step_key: str | None) -> int | None:
    done = [each.decision for each in visits if each.step.key == step_key and each.decision]
    return done[-1].user_id if done else None


def _obstacle(plan: Plan, roster: Roster, step: Step, ways: Sequence[Choice]) -> str:
    if step.needs_person and not roster.knows(step.role):
        return f"Nobody is in the role {step.role or '(none)'} of step {step.name}"
    if not ways:
        return f"Step {step.name} has no way out"
    if not any(way.allowed for way in ways):
        reasons = "; ".join(f"{way.transition.label}: {way.reason}" for way in ways)
        return f"No way out of step {step.name} is open to this ticket ({reasons})"
    targets = [way.transition.target for way in ways if way.allowed and way.transition.target]
    lost = [key for key in targets if not plan.definition.has_step(key)]
    return f"Step {step.name} leads to {lost[0]!r}, which is not a step" if lost else ""


def _occupy(visit: Visit, roster: Roster) -> None:
    for person in visit.people:
        roster.occupy(person, visit.left_at or FOREVER)


def _result(
    plan: Plan, case: Case, coordinator: Decision, visits: Sequence[Visit], *, goes_on: bool
) -> Run:
    last = visits[-1] if visits else None
    end = last.taken if last and last.taken and last.taken.ends else None
    return Run(
        coordinator=coordinator,
        visits=tuple(visits),
        started_at=case.started_at,
        deadline=plan.deadline(case.priority, case.started_at),
        at_risk_at=plan.deadline(case.priority, case.started_at, WARN_AT),
        ended_at=last.left_at if last and end else None,
        outcome=end.outcome if end else None,
        stuck="" if end else _stuck(last, goes_on=goes_on),
    )


def _stuck(last: Visit | None, *, goes_on: bool) -> str:
    if last is None:
        return "No step is the start"
    if goes_on:
        return f"Goes round without an end: {MOST_VISITS} steps"
    return last.obstacle
