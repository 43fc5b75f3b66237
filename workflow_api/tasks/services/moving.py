"""Putting a task at another step by hand, and seeing beforehand what that does."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Definition, Step
from workflow_api.engine.state_machine import TaskState
from workflow_api.external import closing
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import passing_messages, permissions
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history, noting
from workflow_api.tasks.services.entering import enter
from workflow_api.tasks.services.leaving import expire
from workflow_api.tasks.services.locking import lock_seen_by, open_items
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a move did, or would do: whose work ends and begins, and what becomes of deadlines.

    What the task has used of its SLA stays used; the step's own deadline begins anew.
    """

    from_step: str
    to_step: str
    ends_work_of: list[str]
    assigned_users: list[int]
    assigned_user_names: list[str]
    sla_deadline_before: datetime | None
    sla_deadline: datetime | None
    step_deadline_before: datetime | None
    step_deadline: datetime | None


@transaction.atomic
def move_to(
    *, task_id: int, version: int, step: str, reason: str, caller: Caller, actor: Actor
) -> Effect:
    """Put a task at `step`; whatever is open at the present one expires.

    Forbidden for those who do not answer for the task, Invalid for a step that the workflow
    lacks or the task is at, Conflict when it is over or on hold.
    """
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    return _move(task, step, reason, actor)


def preview(
    *, task_id: int, version: int, step: str, reason: str, caller: Caller, actor: Actor
) -> Effect:
    """What `move_to` would do: done for once, and taken back whole."""
    with transaction.atomic():
        effect = move_to(
            task_id=task_id, version=version, step=step, reason=reason, caller=caller, actor=actor
        )
        transaction.set_rollback(True)
    return effect


def _move(task: Task, key: str, reason: str, actor: Actor) -> Effect:
    left = open_items(task)
    if task.status == TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is on hold: resume it first")
    definition = compiled(task.workflow_version_id)
    step = _target(task, definition, key)
    before = copy(task)
    items = _enter(task, left[0], definition, step, reason, actor)
    _tell(task, left, items, reason, actor)
    came_from = before.current_step
    noting.keep(TaskEvent.Kind.MOVED, task=task, actor=actor, reason=reason, came_from=came_from)
    return _effect(before, task, left, items)


def _enter(
    task: Task, left: TaskItem, definition: Definition, step: Step, reason: str, actor: Actor
) -> list[TaskItem]:
    now = timezone.now()
    closing.leave_step(task, actor=actor, reason=reason)
    expire(task, f"{actor.name} moved the task to {step.name}", now)
    if ledger.is_paused(task):
        ledger.turn(task, SlaSegment.Kind.RUNNING, at=now, reason="", actor=actor)
    task.version += 1
    task.started_at = task.started_at or now
    moved = history.event(
        TaskEvent.Kind.MOVED,
        f"{actor.name} moved the task from {left.step_name} to {step.name}",
        task=task,
        actor=actor,
        at=now,
        item=left,
        notes=reason,
        to=step.key,
    )
    return enter(task, definition, step, actor=actor, because=moved)


def _tell(
    task: Task, left: Sequence[TaskItem], items: Sequence[TaskItem], reason: str, actor: Actor
) -> None:
    """Let those whose work ended know, unless it goes on with them."""
    name = compiled(task.workflow_version_id).step(task.current_step).name
    what = f"{actor.name} moved the task to {name}: {reason}"
    keepers = [item.assignee_id for item in items if item.assignee_id is not None]
    publish_all(passing_messages.ended(task, left, what, actor=actor, keepers=keepers))


def _effect(
    before: Task, after: Task, left: Sequence[TaskItem], entered: Sequence[TaskItem]
) -> Effect:
    return Effect(
        from_step=before.current_step,
        to_step=after.current_step,
        ends_work_of=[item.assignee_name for item in left if item.assignee_id is not None],
        assigned_users=[item.assignee_id for item in entered if item.assignee_id is not None],
        assigned_user_names=[i.assignee_name for i in entered if i.assignee_id is not None],
        sla_deadline_before=before.sla_deadline,
        sla_deadline=after.sla_deadline,
        step_deadline_before=before.step_deadline,
        step_deadline=after.step_deadline,
    )


def _target(task: Task, definition: Definition, key: str) -> Step:
    if key == task.current_step:
        raise Invalid("The task is there", [FieldError("step", "is the present step")])
    return step_called(definition, key)


def step_called(definition: Definition, key: str) -> Step:
    """A step of the task's version; Invalid names those there are."""
    if not definition.has_step(key):
        known = ", ".join(step.key for step in definition.steps)
        raise Invalid("There is no such step", [FieldError("step", f"must be one of: {known}")])
    return definition.step(key)
