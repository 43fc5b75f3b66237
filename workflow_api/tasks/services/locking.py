"""The start of every change: the row, locked, at the state its writer saw."""

from django.db.models import Exists, OuterRef, QuerySet

from shared.errors import Conflict, FieldError, NotFound
from shared.identity.caller import Caller
from workflow_api.engine.state_machine import IllegalMove, TaskState, check_move
from workflow_api.following.models import Watch
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.services.history import over, stale
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
    watched = Exists(Watch.objects.filter(task=OuterRef("pk")))
    rows = tasks.select_related("ticket").filter(pk=task_id).annotate(is_watched=watched)
    return rows.select_for_update(of=("self",), no_key=True).first()


def open_items(task: Task) -> list[TaskItem]:
    """The open items of the current step, one unless it is an approval by several people.

    Conflict when the task is over.
    """
    found = list(_open_here(task))
    if not found:
        raise over(task)
    return found


def first_open_item(task: Task) -> TaskItem | None:
    """The first open item of the current step; None when the task is over."""
    return _open_here(task).first() if task.is_open else None


def _open_here(task: Task) -> QuerySet[TaskItem]:
    here = task.items.filter(step_key=task.current_step, status__in=OPEN_ITEM_STATUSES)
    return here.order_by("id")


def current_item(task: Task, caller: Caller | None = None) -> TaskItem:
    """The open item of the current step, of several the caller's own; Conflict when over."""
    items = open_items(task)
    own = (item for item in items if caller is not None and item.assignee_id == caller.id)
    return next(own, items[0])


def move(task: Task, target: TaskState, *, may_stay: bool = True) -> None:
    """Change the state as the table allows; Conflict names what would be allowed."""
    if task.status == target and may_stay:
        return
    if task.status == TaskState.PENDING and target in (TaskState.COMPLETED, TaskState.REJECTED):
        _begin_work(task)
    try:
        task.status = check_move(task.status, target)
    except IllegalMove as error:
        raise refusal(error) from error


def refusal(error: IllegalMove) -> Conflict:
    allowed = FieldError("status", f"allowed now: {', '.join(error.allowed) or 'nothing'}")
    return Conflict(str(error), [allowed])


def _begin_work(task: Task) -> None:
    """Whoever finishes at the first step has begun to work by doing so: two moves, as the table
    and the trigger behind it want them."""
    task.status = check_move(task.status, TaskState.IN_PROGRESS)
    task.save(update_fields=["status"])
