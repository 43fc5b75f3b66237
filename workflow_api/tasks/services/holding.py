"""Stopping work on a task, and letting it go on: by hand, or when its time has come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.asking import ask_again
from workflow_api.holds.models import CLOCK_RUNS_ON, Hold, Reason
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import first_touch, permissions
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock, lock_seen_by, move, open_items
from workflow_api.tasks.services.noting import write_down

CALENDAR = Actor.system("hold_until")
BATCH = 200


@transaction.atomic
def hold(
    *,
    task_id: int,
    version: int | None,
    reason: str,
    caller: Caller,
    actor: Actor,
    code: str = Reason.OTHER,
    until: datetime | None = None,
) -> Task:
    """Put a task on hold: nobody works on it, `until` then or until somebody resumes it.

    Its clock stands still unless `code` is one of CLOCK_RUNS_ON. Invalid for a time that is over.
    """
    task, item = _lock(task_id, version, caller)
    now = timezone.now()
    if until is not None and until <= now:
        raise Invalid("A hold ends later than now", [FieldError("until", "is over already")])
    if task.status == TaskState.ON_HOLD:
        raise held_already(task, task.holds.filter(ended_at=None).first())
    move(task, TaskState.ON_HOLD)
    new = Hold(
        task=task,
        code=code,
        note=reason,
        stops_clock=code not in CLOCK_RUNS_ON,
        began_at=now,
        until=until,
        by_id=actor.id,
        by_name=actor.name,
    )
    new.save(force_insert=True)
    if new.stops_clock:
        _turn_clock(task, SlaSegment.Kind.PAUSED, new.words, actor, now)
    _save(task)
    text = f"{actor.name} put the task on hold" + (f" until {until:%F %H:%M} UTC" if until else "")
    _write_down(task, item, TaskEvent.Kind.HELD, text, new.words, actor, now)
    return task


@transaction.atomic
def resume(*, task_id: int, version: int | None, caller: Caller, actor: Actor) -> Task:
    """Let a task that is on hold go on; its clock keeps what was used before."""
    task, item = _lock(task_id, version, caller)
    if task.status != TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is not on hold")
    _go_on(task, item, f"{actor.name} let the task go on", actor)
    return task


def lift_due() -> None:
    """Let every task go on whose hold is over. Any number of schedulers may do so at once."""
    due = Hold.objects.filter(ended_at=None, until__lte=timezone.now()).order_by("until")
    for task_id in list(due.values_list("task_id", flat=True)[:BATCH]):
        lift(task_id)


@transaction.atomic
def lift(task_id: int) -> bool:
    """End the hold of one task, if it is over and nobody else was faster."""
    task = lock(Task.objects.all(), task_id)
    if task is None or task.status != TaskState.ON_HOLD:
        return False
    if not task.holds.filter(ended_at=None, until__lte=timezone.now()).exists():
        return False
    _go_on(task, current_item(task), "The hold is over", CALENDAR)
    return True


def end_hold(task: Task, actor: Actor, now: datetime) -> None:
    """Close the hold of a (locked) task that leaves this state, if it has one."""
    task.holds.filter(ended_at=None).update(ended_at=now, ended_by_name=actor.name)


def _lock(task_id: int, version: int | None, caller: Caller) -> tuple[Task, TaskItem]:
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    return task, current_item(task)


def held_already(task: Task, present: Hold | None) -> Conflict:
    who = f" by {present.by_name}: {present.words}" if present else ""
    return Conflict(f"{task.number} is on hold already{who}")


def _go_on(task: Task, item: TaskItem, text: str, actor: Actor) -> None:
    now = timezone.now()
    move(task, TaskState.IN_PROGRESS if task.started_at else TaskState.PENDING)
    end_hold(task, actor, now)
    if ledger.is_paused(task):
        _turn_clock(task, SlaSegment.Kind.RUNNING, "", actor, now)
    _save(task)
    _write_down(task, item, TaskEvent.Kind.RESUMED, text, "", actor, now)
    for each in open_items(task):
        first_touch.begin_again(task, each, now)
    ask_again(item)


def _turn_clock(
    task: Task, kind: SlaSegment.Kind, reason: str, actor: Actor, now: datetime
) -> None:
    ledger.turn(task, kind, at=now, reason=reason[:300], actor=actor)
    ledger.index_stored(task, step_entered_at=entered_at(task))


def entered_at(task: Task) -> datetime | None:
    """When the current step was entered, whoever has had it since."""
    here = task.items.filter(step_key=task.current_step).order_by("-id")
    return here.values_list("entered_at", flat=True).first()


def _save(task: Task) -> None:
    task.version += 1
    task.save(update_fields=["status", "version", *ledger.COLUMNS])


def _write_down(
    task: Task,
    item: TaskItem,
    kind: TaskEvent.Kind,
    text: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    line = history.event(kind, text, task=task, actor=actor, at=now, item=item, notes=reason)
    write_down(line, actor=actor, after={"status": task.status, **history.basis(task, actor)})
