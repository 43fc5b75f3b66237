"""Taking work that nobody has, and giving it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import permissions
from workflow_api.tasks.choosing import why_not_claim
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, lock_seen_by, move, open_items
from workflow_api.tasks.services.noting import write_down

PERSON = [
    "assignee_id",
    "assignee_name",
    "assignee_email",
    "assigned_at",
    "assigns_itself",
    "origin",
    "status",
    "started_at",
]


@transaction.atomic
def claim(*, task_id: int, version: int | None, caller: Caller, actor: Actor) -> Task:
    """Take the open item of a task. Of several who try, one wins; the others hear who.

    Forbidden for people outside the step's role.
    """
    task = lock_seen_by(caller, task_id, version=None)
    item = free_item(open_items(task))
    if version is not None and version != task.version:
        raise history.stale(task, version)
    here = task.items.filter(pk__gte=task.visit_from, step_key=task.current_step)
    if why_not := why_not_claim(task, item, here, caller):
        raise Forbidden(why_not)
    now = timezone.now()
    _give(item, caller, now)
    _begin(task, now)
    _write_down(task, item, TaskEvent.Kind.CLAIMED, "took", actor, now)
    return task


def free_item(items: Sequence[TaskItem]) -> TaskItem:
    """The first of a task's open items that nobody has; Conflict names who was faster."""
    free = (item for item in items if item.assignee_id is None)
    item = next(free, None)
    if item is None:
        raise Conflict(f"{', '.join(each.assignee_name for each in items)} has this work")
    return item


def _give(item: TaskItem, caller: Caller, now: datetime) -> None:
    item.assignee_id = caller.id
    item.assignee_name = caller.full_name or caller.username
    item.assignee_email = caller.email
    item.assigned_at = item.started_at = now
    item.origin = TaskItem.Origin.CLAIMED
    item.status = TaskItem.Status.IN_PROGRESS
    item.save(update_fields=PERSON)


def _begin(task: Task, now: datetime) -> None:
    if task.status == TaskState.PENDING:
        move(task, TaskState.IN_PROGRESS)
    task.started_at = task.started_at or now


@transaction.atomic
def release(
    *, task_id: int, version: int | None, reason: str, caller: Caller, actor: Actor
) -> Task:
    """Put an item back into its role's queue, to be claimed by somebody.

    Forbidden for anybody but its person and admins; Conflict when nobody has it.
    """
    task = lock_seen_by(caller, task_id, version=version)
    item = current_item(task, caller)
    if item.assignee_id is None:
        raise Conflict("Nobody has this work")
    if why_not := permissions.why_not_release(caller, item):
        raise Forbidden(why_not)
    item.assignee_id, item.assignee_name, item.assignee_email = None, "", ""
    item.assigned_at = item.started_at = None
    item.status = TaskItem.Status.NEW
    # The turn would hand it straight back to the one who did not want it.
    item.assigns_itself = False
    item.save(update_fields=PERSON)
    now = timezone.now()
    _write_down(task, item, TaskEvent.Kind.RELEASED, "gave back", actor, now, notes=reason)
    return task


def _write_down(
    task: Task,
    item: TaskItem,
    kind: TaskEvent.Kind,
    did: str,
    actor: Actor,
    now: datetime,
    notes: str = "",
) -> None:
    task.version += 1
    task.save(update_fields=["status", "started_at", "version"])
    text = f"{actor.name} {did} {item.step_name}"
    line = history.event(kind, text, task=task, actor=actor, at=now, item=item, notes=notes)
    write_down(line, actor=actor, after={"assignee": item.assignee_id}, about_item=True)
