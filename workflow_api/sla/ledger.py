"""Deadlines out of the ledger. The columns on a task are indexes over it, written here alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from workflow_api.audit.actors import Actor
from workflow_api.engine import sla
from workflow_api.engine.definition import Definition
from workflow_api.sla.models import SlaRung, SlaSegment
from workflow_api.tasks.models import Task

COLUMNS = ["sla_target", "sla_deadline", "step_deadline", "sla_at_risk_at", "next_rung_at"]


def read(task: Task) -> list[SlaSegment]:
    """The ledger of a task in the order of time."""
    return list(task.sla_segments.order_by("started_at", "id"))


def turn(task: Task, kind: SlaSegment.Kind, *, at: datetime, reason: str, actor: Actor) -> None:
    """End the present stretch of the ledger and begin one of `kind`."""
    task.sla_segments.filter(ended_at=None).update(ended_at=at)
    SlaSegment.objects.create(
        task=task,
        kind=kind,
        started_at=at,
        reason=reason,
        actor_id=actor.id,
        actor_name=actor.name,
    )


def fired_rungs(task: Task) -> frozenset[int]:
    """The warnings given in the present cycle."""
    return frozenset(task.sla_rungs.filter(cycle=task.sla_cycle).values_list("rung", flat=True))


def as_engine(segments: Sequence[SlaSegment]) -> list[sla.Segment]:
    return [
        sla.Segment(
            kind=cast(sla.SegmentKind, each.kind),
            started_at=each.started_at,
            ended_at=each.ended_at,
            reason=each.reason,
            seconds=each.seconds or 0,
        )
        for each in segments
    ]


def index(
    task: Task,
    segments: Sequence[SlaSegment],
    definition: Definition,
    *,
    step_entered_at: datetime | None,
    fired: frozenset[int] = frozenset(),
) -> None:
    """Set the deadline columns of `task` (not saved) from its ledger.

    `fired` are the rungs this cycle has already seen; a finished task has none to come.
    """
    entries = as_engine(segments)
    started = entries[0].started_at
    task.sla_target = definition.sla.get(task.priority)
    task.sla_deadline = sla.deadline(started, task.sla_target, entries)
    task.sla_at_risk_at = _at_risk_at(task, started, entries)
    task.step_deadline = _step_deadline(task, definition, entries, step_entered_at)
    task.next_rung_at = next_rung_at(task, fired) if task.is_open else None


def next_rung_at(task: Task, fired: frozenset[int]) -> datetime | None:
    """When the scan has to look at a task again; None while its clock stands still."""
    if task.sla_deadline is None:
        return None
    due = {SlaRung.Rung.WARNING: task.sla_at_risk_at, SlaRung.Rung.BREACH: task.sla_deadline}
    waiting = [at for rung, at in due.items() if at is not None and rung not in fired]
    return min(waiting, default=None)


def _at_risk_at(task: Task, started: datetime, entries: Sequence[sla.Segment]) -> datetime | None:
    if task.sla_target is None:
        return None
    granted = task.sla_target + sum(each.seconds for each in entries)
    clock = [each for each in entries if each.kind != "adjusted"]
    return sla.deadline(started, granted * sla.WARN_AT, clock)


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
        sla.Segment(
            kind=each.kind,
            started_at=max(each.started_at, entered),
            ended_at=each.ended_at,
            seconds=each.seconds,
        )
        for each in entries
        if each.ended_at is None or each.ended_at > entered
    ]
