"""What is asked of tasks."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from shared.errors import NotFound
from shared.identity.caller import Caller
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.tasks import progress
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.states import OPEN_ITEM_STATUSES, OPEN_STATUSES
from workflow_api.workflows.selectors import compiled


def tasks(caller: Caller, *, newest: int | None = None) -> TaskQuerySet:
    """The tasks a person may see, newest first; with `newest`, at least so many of them."""
    return Task.objects.visible_to(caller, newest=newest)


def my_tasks(caller: Caller) -> TaskQuerySet:
    """What waits for this person, soonest deadline first. Whoever has a task may see it."""
    mine = TaskItem.objects.filter(assignee_id=caller.id, status__in=OPEN_ITEM_STATUSES)
    # Said again of the task, because its index is over the open ones alone.
    still_open = Task.objects.filter(status__in=OPEN_STATUSES, pk__in=mine.values("task_id"))
    return still_open.order_by("sla_deadline", "pk")


def task(caller: Caller, task_id: int) -> Task:
    """One task with all its items; NotFound when the caller may not see it."""
    open_items = TaskItem.objects.filter(status__in=OPEN_ITEM_STATUSES)
    found: Task | None = (
        tasks(caller)
        .with_sla_state(timezone.now())
        .select_related("ticket", "workflow", "workflow_version", "end_action")
        .defer("workflow_version__definition", "ticket__raw")
        .prefetch_related(Prefetch("items", open_items, to_attr="open_items"))
        .prefetch_related("items", "external_calls__item")
        .filter(pk=task_id)
        .first()
    )
    if found is None:
        raise NotFound(f"There is no task T-{task_id}")
    return found


def visible_id(caller: Caller, task_id: int) -> int:
    """The id, when the caller may see the task; NotFound otherwise."""
    if not Task.objects.visible_to(caller).filter(pk=task_id).exists():
        raise NotFound(f"There is no task T-{task_id}")
    return task_id


def open_item(task: Task) -> TaskItem | None:
    """The open item of a task from `task`; None when it is over."""
    items: list[TaskItem] = task.open_items  # type: ignore[attr-defined]
    return next((item for item in items if item.step_key == task.current_step), None)


def history(task_id: int) -> QuerySet[TaskEvent]:
    """What happened to a task, oldest first."""
    return TaskEvent.objects.filter(task_id=task_id).order_by("id")


def decisions(task_id: int) -> list[AssignmentDecision]:
    """Every answer to "whose turn is it?" of a task, oldest first."""
    rows = AssignmentDecision.objects.filter(task_id=task_id)
    return list(rows.select_related("item").order_by("id"))


def path_of(task: Task) -> list[progress.PathStep]:
    """The progress strip of a task from `task`."""
    definition = compiled(task.workflow_version_id)
    return progress.path(task, definition, list(task.items.all()), timezone.now())
