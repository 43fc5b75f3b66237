"""Changes of a clock by hand: another priority, time granted or taken. What was used stays used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.ladder import in_time
from workflow_api.engine.sla import SlaState
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock_seen_by
from workflow_api.tasks.services.noting import write_down


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a task stands with its deadline."""

    priority: str
    deadline: datetime | None
    step_deadline: datetime | None
    state: SlaState


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change does, or with `dry_run` would do, to the deadline of a task."""

    task_id: int
    before: Standing
    after: Standing
    dry_run: bool


@transaction.atomic
def change_priority(
    *,
    task_id: int,
    priority: str,
    reason: str,
    version: int | None,
    dry_run: bool,
    caller: Caller,
    actor: Actor,
) -> Effect:
    """Give a task another priority; its target changes, what it has used does not.

    Conflict at a stale version, for a task that is over and for the priority it has.
    """
    task, item = _lock(task_id, version, caller)
    check_other(task, priority)
    was = task.priority

    def change(now: datetime) -> None:
        task.priority = priority

    text = f"{actor.name} changed the priority from {was} to {priority}"
    return _carry_out(task, item, change, TaskEvent.Kind.PRIORITY, text, reason, actor, dry_run)


def check_other(task: Task, priority: str) -> None:
    """Conflict for the priority that the task has."""
    if priority == task.priority:
        raise Conflict(f"{task.number} has the priority {priority} already")


@transaction.atomic
def adjust(
    *,
    task_id: int,
    seconds: int,
    reason: str,
    version: int | None,
    dry_run: bool,
    caller: Caller,
    actor: Actor,
) -> Effect:
    """Grant (or below zero take) seconds of working time; shown in the ledger as adjusted."""
    task, item = _lock(task_id, version, caller)
    if task.sla_target is None:
        raise Conflict(f"{task.number} has no deadline to adjust")

    def change(now: datetime) -> None:
        _write_segment(task, seconds, now, reason, actor)

    verb = "granted" if seconds > 0 else "took"
    text = f"{actor.name} {verb} {in_time(abs(seconds))} of working time"
    return _carry_out(task, item, change, TaskEvent.Kind.SLA_ADJUSTED, text, reason, actor, dry_run)


def _write_segment(task: Task, seconds: int, now: datetime, reason: str, actor: Actor) -> None:
    SlaSegment.objects.create(
        task=task,
        kind=SlaSegment.Kind.ADJUSTED,
        cycle=task.sla_cycle,
        started_at=now,
        ended_at=now,
        seconds=seconds,
        reason=reason,
        actor_id=actor.id,
        actor_name=actor.name,
    )


def _lock(task_id: int, version: int | None, caller: Caller) -> tuple[Task, TaskItem]:
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    return task, current_item(task)


def _carry_out(
    task: Task,
    item: TaskItem,
    change: Callable[[datetime], None],
    kind: TaskEvent.Kind,
    text: str,
    reason: str,
    actor: Actor,
    dry_run: bool,
) -> Effect:
    now = timezone.now()
    before = standing(task, now)
    change(now)
    recount(task, item, now=now)
    effect = Effect(task_id=task.pk, before=before, after=standing(task, now), dry_run=dry_run)
    if dry_run:
        # Everything was done as it would be, and nothing of it stays.
        transaction.set_rollback(True)
        return effect
    task.version += 1
    task.save(update_fields=["priority", "version", *ledger.COLUMNS])
    _write_down(task, item, effect, kind, text, reason, actor, now)
    return effect


def recount(task: Task, item: TaskItem, *, now: datetime) -> None:
    """Set the columns of a (locked) task anew after its rules or its ledger changed.

    A task that was late and has time again begins a new cycle with the ledger it has: what is
    behind it is not told again, what comes is.
    """
    was_late = task.sla_deadline is not None and task.sla_deadline <= now
    ledger.index_stored(task, step_entered_at=item.entered_at)
    if was_late and (task.sla_deadline is None or task.sla_deadline > now):
        _next_cycle(task)
        fired = ledger.pass_rungs(task, now=now)
        ledger.index_stored(task, step_entered_at=item.entered_at, fired=fired)


def _next_cycle(task: Task) -> None:
    task.sla_segments.filter(cycle=task.sla_cycle).update(cycle=task.sla_cycle + 1)
    task.sla_cycle += 1


def standing(task: Task, now: datetime) -> Standing:
    """How a task stands by its columns."""
    return Standing(
        priority=task.priority,
        deadline=task.sla_deadline,
        step_deadline=task.step_deadline,
        state=task.sla_state_at(now),
    )


def _write_down(
    task: Task,
    item: TaskItem,
    effect: Effect,
    kind: TaskEvent.Kind,
    text: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    line = history.event(kind, text, task=task, actor=actor, at=now, item=item, notes=reason)
    write_down(line, actor=actor, before=_told(effect.before), after=_told(effect.after))


def _told(standing: Standing) -> dict[str, str | None]:
    due = standing.deadline.isoformat() if standing.deadline else None
    return {"priority": standing.priority, "deadline": due}
