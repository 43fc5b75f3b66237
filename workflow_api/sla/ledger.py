"""Deadlines out of the ledger. The columns on a task are indexes over it, written here alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from workflow_api.audit.actors import Actor
from workflow_api.calendars.selectors import compiled as working_time
from workflow_api.calendars.selectors import current_versions
from workflow_api.engine import sla
from workflow_api.engine.definition import Definition
from workflow_api.sla.models import SlaRung, SlaSegment
from workflow_api.tasks.models import Task
from workflow_api.workflows.selectors import compiled

COLUMNS = [
    "sla_target",
    "sla_deadline",
    "step_deadline",
    "sla_at_risk_at",
    "next_rung_at",
    "sla_cycle",
]


def read(task: Task) -> list[SlaSegment]:
    """The ledger of a task's present cycle in the order of time."""
    return list(task.sla_segments.filter(cycle=task.sla_cycle).order_by("started_at", "id"))


def rules_version(task: Task) -> int:
    """The id of the version whose targets, calendar and ladder hold for a task: its own, unless
    an admin let a later one of its workflow hold."""
    return task.sla_version_id or task.workflow_version_id


def rules(task: Task) -> Definition:
    """What `rules_version` names."""
    return compiled(rules_version(task))


def is_paused(task: Task) -> bool:
    """Whether the clock stands still now."""
    return task.sla_segments.filter(ended_at=None, kind=SlaSegment.Kind.PAUSED).exists()


def turn(task: Task, kind: SlaSegment.Kind, *, at: datetime, reason: str, actor: Actor) -> None:
    """End the present stretch of the ledger and begin one of `kind`.

    A clock that begins to run takes the calendar as it is then.
    """
    task.sla_segments.filter(ended_at=None).update(ended_at=at)
    runs = kind == SlaSegment.Kind.RUNNING
    SlaSegment.objects.create(
        task=task,
        kind=kind,
        cycle=task.sla_cycle,
        started_at=at,
        reason=reason,
        actor_id=actor.id,
        actor_name=actor.name,
        calendar_version_id=calendar_version(rules(task)) if runs else None,
    )


def follow_calendar(task: Task, *, at: datetime, reason: str, actor: Actor) -> None:
    """Let the calendar that holds for a task count from now on, if its clock runs by another.

    A clock that stands still takes it when it goes on.
    """
    running = task.sla_segments.filter(ended_at=None, kind=SlaSegment.Kind.RUNNING).first()
    if running and running.calendar_version_id != calendar_version(rules(task)):
        turn(task, SlaSegment.Kind.RUNNING, at=at, reason=reason[:300], actor=actor)


def calendar_version(definition: Definition) -> int | None:
    """The present version of the calendar a definition names; None is 24x7."""
    return current_versions([definition.calendar]).get(definition.calendar)


def reopen(task: Task, *, at: datetime, reason: str, actor: Actor) -> None:
    """Begin the ledger anew for a (locked) task that was over.

    Its next cycle has the whole target again, so nothing is late at once, and every rung may be
    told once more, when its time comes. The caller goes on with `index`.
    """
    task.sla_cycle += 1
    turn(task, SlaSegment.Kind.RUNNING, at=at, reason=reason, actor=actor)


def fired_rungs(task: Task) -> frozenset[str]:
    """The rungs of the present cycle that were told, or passed without a word."""
    return frozenset(task.sla_rungs.filter(cycle=task.sla_cycle).values_list("rung", flat=True))


def as_engine(segments: Iterable[SlaSegment]) -> list[sla.Segment]:
    """The ledger as the engine counts it; what does not count is a time that stood still."""
    return [
        sla.Segment(
            kind=cast(sla.SegmentKind, _counted_as(each)),
            started_at=each.started_at,
            ended_at=each.ended_at,
            reason=each.reason,
            seconds=(each.seconds or 0) if each.counts else 0,
            calendar=working_time(each.calendar_version_id) if each.calendar_version_id else None,
        )
        for each in segments
    ]


def left_out(segments: Iterable[SlaSegment], until: datetime) -> float:
    """The working seconds that ran and do not count: what they would use without disputes."""
    return sum(
        _calendar(each).working_seconds(each.started_at, each.ended_at or until)
        for each in segments
        if each.kind == SlaSegment.Kind.RUNNING and not each.counts
    )


def _calendar(segment: SlaSegment) -> sla.Calendar:
    version = segment.calendar_version_id
    return working_time(version) if version else sla.AROUND_THE_CLOCK


def _counted_as(segment: SlaSegment) -> str:
    stands = segment.kind == SlaSegment.Kind.RUNNING and not segment.counts
    return SlaSegment.Kind.PAUSED if stands else segment.kind


def index(
    task: Task,
    segments: Sequence[SlaSegment],
    definition: Definition,
    *,
    step_entered_at: datetime | None,
    fired: frozenset[str] = frozenset(),
) -> None:
    """Set the deadline columns of `task` (not saved) from its ledger.

    `definition` is that of the task's version; `fired` are the rungs this cycle has already
    seen; a finished task has none to come.
    """
    entries = as_engine(segments)
    started = entries[0].started_at
    policy = compiled(task.sla_version_id) if task.sla_version_id else definition
    task.sla_target = policy.sla.get(task.priority)
    task.sla_deadline = sla.deadline(started, task.sla_target, entries)
    task.sla_at_risk_at = _reached_at(task, entries, sla.WARN_AT)
    task.step_deadline = _step_deadline(task, definition, entries, step_entered_at)
    task.next_rung_at = next_rung_at(task, policy, entries, fired) if task.is_open else None


def index_stored(
    task: Task, *, step_entered_at: datetime | None, fired: frozenset[str] | None = None
) -> None:
    """`index` by what is stored of a (locked) task: its ledger, its version, its rungs."""
    index(
        task,
        read(task),
        compiled(task.workflow_version_id),
        step_entered_at=step_entered_at,
        fired=fired_rungs(task) if fired is None else fired,
    )


def next_rung_at(
    task: Task, policy: Definition, entries: Sequence[sla.Segment], fired: frozenset[str]
) -> datetime | None:
    """When the scan has to look at a task again; None while its clock stands still."""
    return min(rung_times(task, policy, entries, fired).values(), default=None)


def rung_times(
    task: Task, policy: Definition, entries: Sequence[sla.Segment], fired: frozenset[str]
) -> dict[str, datetime]:
    """When each rung that is still to come is, or was, reached; none while the clock stands."""
    if task.sla_deadline is None or task.sla_target is None:
        return {}
    whole = sla.granted(task.sla_target, entries)
    clock = _clock(entries)
    times = {
        rung.key: sla.deadline(entries[0].started_at, rung.threshold(whole), clock)
        for rung in policy.ladder
        if rung.key not in fired
    }
    return {key: at for key, at in times.items() if at is not None}


def pass_rungs(task: Task, *, now: datetime) -> frozenset[str]:
    """Note the rungs of the present cycle whose time is over as passed, without telling anyone."""
    entries, fired = as_engine(read(task)), fired_rungs(task)
    times = rung_times(task, rules(task), entries, fired)
    passed = [key for key, at in times.items() if at <= now]
    SlaRung.objects.bulk_create(
        SlaRung(task=task, rung=key, cycle=task.sla_cycle, fired_at=now, told=False)
        for key in passed
    )
    return fired | set(passed)


def _reached_at(task: Task, entries: Sequence[sla.Segment], share: float) -> datetime | None:
    if task.sla_target is None:
        return None
    whole = sla.granted(task.sla_target, entries)
    return sla.deadline(entries[0].started_at, whole * share, _clock(entries))


def _clock(entries: Sequence[sla.Segment]) -> list[sla.Segment]:
    return [each for each in entries if each.kind != "adjusted"]


def _step_deadline(
    task: Task,
    definition: Definition,
    entries: Sequence[sla.Segment],
    entered: datetime | None,
) -> datetime | None:
    if task.sla_target is None or entered is None or not task.is_open:
        return None
    share = sla.step_share(definition, task.current_step)
    return sla.deadline(entered, task.sla_target * share, _since(entered, entries))


def _since(entered: datetime, entries: Sequence[sla.Segment]) -> list[sla.Segment]:
    """The part of the ledger in which a step was the current one."""
    return [
        replace(each, started_at=max(each.started_at, entered))
        for each in entries
        if each.ended_at is None or each.ended_at > entered
    ]
