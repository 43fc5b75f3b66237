"""The start of every change: the row, locked, at the state its writer saw."""

from shared.errors import Conflict, FieldError, NotFound
from shared.identity.caller import Caller
from workflow_api.engine.state_machine import IllegalMove, TaskState, check_move
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.services.history import stale
from workflow_api.tasks.states import OPEN_ITEM_STATUSES


def lock_seen_by(caller: Caller, task_id: int, *, version: int | None) -> Task:
    """Lock a task the caller may see.

    NotFound when there is none; Conflict when it is no longer at `version` (None: any).
    """
    task = lock(Task.objects.visible_to(caller), task_id)
    if task is None:
        raise NotFound(f"There is no task T-{task_id}")
    if version is not None and task.version != version:
        raise stale(task, version)
    return task


def lock(tasks: TaskQuerySet, task_id: int) -> Task | None:
    rows = tasks.select_related("ticket").filter(pk=task_id)
    return rows.select_for_update(of=("self",), no_key=True).first()


def current_item(task: Task) -> TaskItem:
    """The open item of the current step; Conflict when the task is over."""
    item = task.items.filter(step_key=task.current_step, status__in=OPEN_ITEM_STATUSES).first()
    if item is None:
        raise Conflict(f"{task.number} is {task.status}: nothing is left to do")
    return item


def move(task: Task, target: TaskState) -> None:
    """Change the state as the table allows; Conflict names what would be allowed."""
    if task.status == target:
        return
    if task.status == TaskState.PENDING and target in (TaskState.COMPLETED, TaskState.REJECTED):
        # Whoever finishes at the first step has begun to work by doing so.
        task.status = check_move(task.status, TaskState.IN_PROGRESS)
    try:
        task.status = check_move(task.status, target)
    except IllegalMove as error:
        allowed = FieldError("status", f"allowed now: {', '.join(error.allowed) or 'nothing'}")
        raise Conflict(str(error), [allowed]) from error
