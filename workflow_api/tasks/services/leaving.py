"""Going a way out of a step: close its items, then enter the next step or end the task."""

from datetime import datetime

from django.utils import timezone

from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Definition, Transition
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import enter
from workflow_api.tasks.services.finishing import finish
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

CLOSED = [
    "status",
    "started_at",
    "closed_at",
    "transition",
    "outcome",
    "closed_by_id",
    "closed_by_name",
    "notes",
]


def take(
    task: Task,
    item: TaskItem,
    definition: Definition,
    way: Transition,
    notes: str,
    actor: Actor,
) -> None:
    """Go a way out of the current step of a (locked) task, whoever decided to."""
    now = timezone.now()
    close(item, way, notes, actor, now)
    if definition.step(item.step_key).seats > 1:
        expire(task, f"{actor.name} decided: {way.label}", now)
    task.started_at = task.started_at or now
    task.version += 1
    taken = history.event(
        TaskEvent.Kind.TRANSITION,
        f"{way.label} at {item.step_name}",
        task=task,
        actor=actor,
        at=now,
        item=item,
        notes=notes,
        transition=way.key,
        outcome=way.outcome,
        to=way.target,
    )
    if way.target is None:
        finish(task=task, item=item, definition=definition, way=way, actor=actor, taken=taken)
    else:
        enter(
            task,
            definition,
            definition.step(way.target),
            actor=actor,
            because=taken,
            columns=["filled"],
        )


def close(item: TaskItem, way: Transition, notes: str, actor: Actor, now: datetime) -> None:
    """End an item by what its person chose."""
    item.status = TaskItem.Status.DONE
    item.started_at = item.started_at or now
    item.closed_at = now
    item.transition = way.key
    item.outcome = way.outcome
    item.closed_by_id = actor.id
    item.closed_by_name = actor.name
    item.notes = notes
    item.save(update_fields=CLOSED)


def expire(task: Task, reason: str, now: datetime) -> None:
    """End whatever is still open at the current step of a (locked) task."""
    left = task.items.filter(status__in=OPEN_ITEM_STATUSES)
    left.update(status=TaskItem.Status.EXPIRED, closed_at=now, notes=reason)
