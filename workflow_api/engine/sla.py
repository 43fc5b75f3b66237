"""Time: a ledger of segments, from which every deadline follows.

A ledger is a sequence of segments in the order of time. A *running* segment uses up the target
in the calendar's working time, a *paused* one does not, an *adjusted* one lasts no time and
gives (or takes) `seconds`. The last running or paused segment may be open: it lasts until now.
Each running segment counts in the calendar that was in force, so what was used stays used when
the calendar changes. Between two segments the clock stands still: the task was over then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

from .definition import Definition, Step

SegmentKind = Literal["running", "paused", "adjusted"]

WARN_AT = 0.75
ASIDE = ("reject", "return")
"""Outcomes that leave the ordinary way through a workflow."""


class Calendar(Protocol):
    """Working time, whatever its slots and holidays; moments are aware, UTC."""

    def working_seconds(self, start: datetime, end: datetime) -> float:
        """Return the working time between two moments; 0 when `end` is not after `start`."""

    def add(self, start: datetime, seconds: float) -> datetime:
        """Return the moment when `seconds` (not negative) of working time have passed."""


@dataclass(frozen=True, slots=True)
class AroundTheClock:
    """Every second works."""

    def working_seconds(self, start: datetime, end: datetime) -> float:
        return max(0.0, (end - start).total_seconds())

    def add(self, start: datetime, seconds: float) -> datetime:
        return start + timedelta(seconds=seconds)


AROUND_THE_CLOCK = AroundTheClock()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the ledger; `ended_at` None while it lasts, `seconds` only for *adjusted*.

    Without a `calendar` a running segment counts in the one that is asked with.
    """

    kind: SegmentKind
    started_at: datetime
    ended_at: datetime | None = None
    reason: str = ""
    seconds: int = 0
    calendar: Calendar | None = None


class SlaState(StrEnum):
    """What a person sees of a deadline."""

    OK = "ok"
    AT_RISK = "at_risk"
    BREACHED = "breached"
    PAUSED = "paused"


def deadline(
    started: datetime,
    target_seconds: float | None,
    segments: Sequence[Segment] = (),
    calendar: Calendar = AROUND_THE_CLOCK,
) -> datetime | None:
    """Return when the target is, or was, used up.

    None without a target, and while the clock stands still with time left: there is no date to
    name then. An empty ledger has been running since `started`.
    """
    if target_seconds is None:
        return None
    clock = _clock(started, segments)
    left = granted(target_seconds, segments)
    moment, working = started, calendar
    for segment in clock:
        moment = segment.started_at
        if segment.kind == "paused":
            if segment.ended_at is None:
                return None if left > 0 else moment
            moment = segment.ended_at
            continue
        working = segment.calendar or calendar
        used = _length(segment, segment.ended_at, working)
        if used is None or used >= left or segment is clock[-1]:
            return working.add(segment.started_at, max(0.0, left))
        left -= used
    return working.add(moment, max(0.0, left))


def used_seconds(
    now: datetime,
    started: datetime,
    segments: Sequence[Segment] = (),
    calendar: Calendar = AROUND_THE_CLOCK,
) -> float:
    """Return the working time the running segments have used until `now`."""
    return sum(
        (each.calendar or calendar).working_seconds(each.started_at, min(each.ended_at or now, now))
        for each in _clock(started, segments)
        if each.kind == "running"
    )


def used_fraction(
    now: datetime,
    started: datetime,
    target_seconds: float | None,
    segments: Sequence[Segment] = (),
    calendar: Calendar = AROUND_THE_CLOCK,
) -> float:
    """Return the used share of the target: 0 without a target, above 1 after a breach."""
    if target_seconds is None:
        return 0.0
    whole = granted(target_seconds, segments)
    used = used_seconds(now, started, segments, calendar)
    return used / whole if whole > 0 else 1.0 + used


def sla_state(
    now: datetime,
    started: datetime,
    target_seconds: float | None,
    segments: Sequence[Segment] = (),
    calendar: Calendar = AROUND_THE_CLOCK,
    *,
    warn_at: float = WARN_AT,
) -> SlaState:
    """Return how things stand; a breach stays one while the clock is paused."""
    used = used_fraction(now, started, target_seconds, segments, calendar)
    if used >= 1:
        return SlaState.BREACHED
    clock = _clock(started, segments)
    if clock[-1].kind == "paused" and clock[-1].ended_at is None:
        return SlaState.PAUSED
    return SlaState.AT_RISK if used >= warn_at else SlaState.OK


def main_path(definition: Definition) -> tuple[Step, ...]:
    """Return the steps of the ordinary way through: from the start along the first transition
    of each step that neither rejects nor returns, until the workflow ends or would repeat."""
    path = [definition.start]
    while (target := _onward(definition, path)) is not None:
        path.append(target)
    return tuple(path)


def _onward(definition: Definition, path: Sequence[Step]) -> Step | None:
    for way in definition.outgoing(path[-1].key):
        if way.outcome in ASIDE or not (way.ends or definition.has_step(way.target)):
            continue
        if way.target is None:
            return None
        if all(step.key != way.target for step in path):
            return definition.step(way.target)
    return None


def step_share(definition: Definition, step_key: str) -> float:
    """Return a step's share (0 to 1) of the task's SLA.

    That is its weight over the weights of the main path; a step off that path is measured
    against the same sum, at most all of it.
    """
    total = sum(step.weight for step in main_path(definition))
    return min(1.0, definition.step(step_key).weight / total) if total > 0 else 1.0


def _clock(started: datetime, segments: Sequence[Segment]) -> list[Segment]:
    clock = [each for each in segments if each.kind != "adjusted"]
    return clock or [Segment("running", started)]


def granted(target_seconds: float, segments: Sequence[Segment]) -> float:
    """Return the target with what adjustments gave and took."""
    return target_seconds + sum(each.seconds for each in segments if each.kind == "adjusted")


def _length(segment: Segment, ended: datetime | None, calendar: Calendar) -> float | None:
    return None if ended is None else calendar.working_seconds(segment.started_at, ended)
