"""A task's history in the words of the people who work on it."""

from datetime import datetime
from typing import Any

from shared.errors import Conflict, FieldError
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task, TaskEvent, TaskItem

TOLD = 20


def event(
    kind: TaskEvent.Kind,
    summary: str,
    *,
    task: Task,
    actor: Actor,
    at: datetime,
    item: TaskItem | None = None,
    notes: str = "",
    **facts: Any,
) -> TaskEvent:
    """A line of the history at the task's present version, not saved yet."""
    return TaskEvent(
        task=task,
        item=item,
        at=at,
        kind=kind,
        task_version=task.version,
        actor_id=actor.id,
        actor_name=actor.name,
        step_key=item.step_key if item is not None else task.current_step,
        summary=summary[:300],
        notes=notes,
        facts=facts,
    )


def assigned(task: Task, item: TaskItem, *, actor: Actor, at: datetime, why: str) -> TaskEvent:
    """Who got a piece of work, or that nobody did."""
    if item.assignee_id is None:
        kind, text = TaskEvent.Kind.UNASSIGNED, f"{item.step_name} waits for a {item.role}"
    else:
        kind, text = TaskEvent.Kind.ASSIGNED, f"{item.step_name} went to {item.assignee_name}"
    return event(kind, text, task=task, actor=actor, at=at, item=item, why=why)


def stale(task: Task, seen: int) -> Conflict:
    """The refusal of a write that did not know the present state: what changed, and by whom."""
    later = task.events.filter(task_version__gt=seen).order_by("id")[:TOLD]
    changes = [FieldError("version", f"{each.actor_name}: {each.summary}") for each in later]
    text = f"{task.number} is at version {task.version}, not {seen}: look at it again"
    return Conflict(text, changes)
