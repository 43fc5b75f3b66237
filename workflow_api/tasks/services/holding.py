"""Stopping a task and its clock, and letting both go on."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.asking import ask_again
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import first_touch, messages, permissions
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock_seen_by, move
from workflow_api.workflows.selectors import compiled


@transaction.atomic
def hold(*, task_id: int, version: int | None, reason: str, caller: Caller, actor: Actor) -> Task:
    """Put a task on hold: nobody works on it and its clock stands still, for the given reason."""
    task, item = _lock(task_id, version, caller)
    move(task, TaskState.ON_HOLD)
    _turn_clock(task, item, SlaSegment.Kind.PAUSED, reason, actor)
    return task


@transaction.atomic
def resume(*, task_id: int, version: int | None, caller: Caller, actor: Actor) -> Task:
    """Let a task that is on hold go on; its clock keeps what was used before."""
    task, item = _lock(task_id, version, caller)
    if task.status != TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is not on hold")
    move(task, TaskState.IN_PROGRESS if task.started_at else TaskState.PENDING)
    _turn_clock(task, item, SlaSegment.Kind.RUNNING, "", actor)
    first_touch.begin_again(task, item, timezone.now())
    ask_again(item)
    return task


def _lock(task_id: int, version: int | None, caller: Caller) -> tuple[Task, TaskItem]:
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    return task, current_item(task)


def _turn_clock(
    task: Task, item: TaskItem, kind: SlaSegment.Kind, reason: str, actor: Actor
) -> None:
    now = timezone.now()
    ledger.turn(task, kind, at=now, reason=reason, actor=actor)
    definition = compiled(task.workflow_version_id)
    fired = ledger.fired_rungs(task)
    entered = item.entered_at
    ledger.index(task, ledger.read(task), definition, step_entered_at=entered, fired=fired)
    task.version += 1
    task.save(update_fields=["status", "version", *ledger.COLUMNS])
    _write_down(task, item, kind, reason, actor, now)


def _write_down(
    task: Task,
    item: TaskItem,
    clock: SlaSegment.Kind,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    paused = clock == SlaSegment.Kind.PAUSED
    kind = TaskEvent.Kind.HELD if paused else TaskEvent.Kind.RESUMED
    text = f"{actor.name} put the task on hold" if paused else f"{actor.name} let the task go on"
    history.event(kind, text, task=task, actor=actor, at=now, item=item, notes=reason).save(
        force_insert=True
    )
    record(
        actor=actor,
        action=f"task.{kind}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={"status": task.status},
        reason=reason,
    )
    publish_all(messages.change(task, item, kind=kind, actor=actor))
