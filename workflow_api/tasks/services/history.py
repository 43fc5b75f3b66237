"""A task's history in the words of the people who work on it."""

from datetime import datetime
from typing import Any

from shared.errors import Conflict, FieldError
from workflow_api.audit.actors import Actor, Kind
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.workflows.selectors import frozen

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
    version_id: int | None = None,
    **facts: Any,
) -> TaskEvent:
    """A line of the history at the task's present version, not saved yet.

    `version_id` is the version of the workflow it went by, unless that is the task's own.
    """
    return TaskEvent(
        task=task,
        item=item,
        at=at,
        kind=kind,
        task_version=task.version,
        workflow_version=frozen(version_id or task.workflow_version_id).number,
        actor_id=actor.id,
        actor_name=actor.name,
        step_key=item.step_key if item is not None else task.current_step,
        summary=summary[:300],
        notes=notes,
        facts=facts,
    )


def basis(task: Task, actor: Actor, version_id: int | None = None) -> dict[str, int]:
    """What the audit keeps of a change that no person made: the number of the version its rule
    stands in (`version_id` as in `event`)."""
    if actor.kind == Kind.PERSON:
        return {}
    return {"workflow_version": frozen(version_id or task.workflow_version_id).number}


def assigned(task: Task, item: TaskItem, *, actor: Actor, at: datetime, why: str) -> TaskEvent:
    """Who got a piece of work, or that nobody did."""
    if item.assignee_id is None:
        kind, text = TaskEvent.Kind.UNASSIGNED, f"{item.step_name} waits for a {item.role}"
    else:
        kind, text = TaskEvent.Kind.ASSIGNED, f"{item.step_name} went to {item.assignee_name}"
    return event(kind, text, task=task, actor=actor, at=at, item=item, why=why)


def over(task: Task) -> Conflict:
    """The refusal of work on a task that is over: as what, and who ended it."""
    last = task.events.order_by("-id").first()
    ended = [FieldError("status", f"{last.actor_name}: {last.summary}")] if last else []
    return Conflict(f"{task.number} is {task.status}: nothing is left to do", ended)


def stale(task: Task, seen: int) -> Conflict:
    """The refusal of a write that did not know the present state: what changed, and by whom."""
    later = task.events.filter(task_version__gt=seen).order_by("id")[:TOLD]
    changes = [FieldError("version", f"{each.actor_name}: {each.summary}") for each in later]
    text = f"{task.number} is at version {task.version}, not {seen}: look at it again"
    return Conflict(text, changes)
