"""Beginning to work on what one was given: from then on it stays with its person."""

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.handing_on import lock_with_item, step_of
from workflow_api.tasks.services.locking import move
from workflow_api.tasks.services.noting import write_down


@transaction.atomic
def begin_work(*, task_id: int, version: int | None, caller: Caller, actor: Actor) -> TaskItem:
    """Say that one works on it now; nothing happens when that is known already.

    Forbidden for anybody but its person; Conflict while the task is on hold.
    """
    task, item = lock_with_item(caller, task_id, version=version)
    step_of(task, item)
    if item.assignee_id != caller.id:
        raise Forbidden(f"Only {item.assignee_name or 'its person'} can begin this")
    if task.status == TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is on hold: resume it first")
    if item.status == TaskItem.Status.NEW:
        _begin(task, item, actor)
    return item


def _begin(task: Task, item: TaskItem, actor: Actor) -> None:
    now = timezone.now()
    item.status, item.started_at = TaskItem.Status.IN_PROGRESS, now
    item.save(update_fields=["status", "started_at"])
    if task.status == TaskState.PENDING:
        move(task, TaskState.IN_PROGRESS)
    task.started_at = task.started_at or now
    task.version += 1
    task.save(update_fields=["status", "started_at", "version"])
    text = f"{actor.name} began {item.step_name}"
    line = history.event(TaskEvent.Kind.BEGUN, text, task=task, actor=actor, at=now, item=item)
    write_down(line, actor=actor, after={"assignee": item.assignee_id}, about_item=True)
