"""Who stands for people and systems in a run: a script, or what happened in the past."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .definition import Step, Transition
from .simulation import Visit
from .sla import ASIDE


class NotPossible(ValueError):
    """A choice that the run does not offer; `index` is its place in the script."""

    def __init__(self, index: int, problem: str) -> None:
        self.index = index
        super().__init__(problem)


class Scripted:
    """Takes the given transitions in order. A step is left when its share of the SLA is used up,
    a wait step after its time; without a target no time passes."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._next = 0

    @property
    def unused(self) -> int:
        """How many of the transitions the run had no use for."""
        return len(self._keys) - self._next

    def leave(self, visit: Visit) -> tuple[datetime, Transition] | None:
        way = _first(visit, "done") if visit.step.kind == "wait" else self._chosen(visit)
        return (_planned(visit), way) if way else None

    def _chosen(self, visit: Visit) -> Transition | None:
        if self._next == len(self._keys):
            return None
        key, index = self._keys[self._next], self._next
        choice = next((each for each in visit.ways if each.transition.key == key), None)
        if choice is None:
            raise NotPossible(index, f"{key!r} does not leave step {visit.step.name}")
        if not choice.allowed:
            label = choice.transition.label
            raise NotPossible(index, f"{label} is not possible: {choice.reason}")
        self._next += 1
        return choice.transition


def _planned(visit: Visit) -> datetime:
    if visit.step.kind == "wait":
        return visit.entered_at + timedelta(seconds=visit.step.wait_seconds or 0)
    return visit.deadline or visit.entered_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """What happened at a step: `seconds` of running clock; no transition while it lasts."""

    step_key: str
    seconds: float
    transition: str = ""
    outcome: str = ""

    @property
    def lasts(self) -> bool:
        return not self.transition


class Remembered:
    """Does what was done to the real ticket at steps of the same key, as long as it took then.

    Other steps take as long as `usual` says (by step key, else by role), else their share of the
    SLA, and are left by the ordinary way. Nothing happens after `until`.
    """

    def __init__(
        self, past: Iterable[PastVisit], usual: Mapping[str, float], until: datetime
    ) -> None:
        self._past: defaultdict[str, deque[PastVisit]] = defaultdict(deque)
        for each in past:
            self._past[each.step_key].append(each)
        self._usual = usual
        self._until = until

    def leave(self, visit: Visit) -> tuple[datetime, Transition] | None:
        if visit.obstacle:
            return None
        queue = self._past.get(visit.step.key)
        past = queue.popleft() if queue else None
        at = visit.entered_at + timedelta(seconds=self._seconds(visit, past))
        if at > self._until or (past and past.lasts):
            return None
        way = _as_then(visit, past) or _ordinary(visit)
        return (at, way) if way else None

    def _seconds(self, visit: Visit, past: PastVisit | None) -> float:
        if past is not None:
            return past.seconds
        step = visit.step
        if step.kind == "wait":
            return float(step.wait_seconds or 0)
        known = self._usual.get(step_word(step), self._usual.get(role_word(step)))
        if known is not None:
            return known
        share = visit.deadline - visit.entered_at if visit.deadline else timedelta()
        return share.total_seconds()


def step_word(step: Step) -> str:
    """The name under which the usual time of a step is kept."""
    return f"step:{step.key}"


def role_word(step: Step) -> str:
    """The name under which the usual time of a role is kept."""
    return f"role:{step.role}"


def _as_then(visit: Visit, past: PastVisit | None) -> Transition | None:
    if past is None:
        return None
    open_ways = [each.transition for each in visit.ways if each.allowed]
    same = next((way for way in open_ways if way.key == past.transition), None)
    return same or _first(visit, past.outcome)


def _first(visit: Visit, outcome: str) -> Transition | None:
    open_ways = (each.transition for each in visit.ways if each.allowed)
    return next((way for way in open_ways if way.outcome == outcome), None)


def _ordinary(visit: Visit) -> Transition | None:
    """The first open way that neither rejects nor returns, else the first open one."""
    open_ways = [each.transition for each in visit.ways if each.allowed]
    onward = [way for way in open_ways if way.outcome not in ASIDE]
    return next(iter(onward or open_ways), None)
