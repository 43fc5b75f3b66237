"""What is asked of tasks."""

from django.db.models import Case, Prefetch, QuerySet, When
from django.utils import timezone

from shared.errors import NotFound
from shared.identity.caller import Caller
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.checklists.models import Tick
from workflow_api.holds.models import Hold
from workflow_api.tasks import ballots, progress, wanting
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
    return _whole(tasks(caller), caller, task_id)


def task_after(caller: Caller, task_id: int) -> Task:
    """A task as `task` gives it, for somebody who has just changed it.

    Giving work away may end one's reason to see it; the answer is the last look at it.
    """
    return _whole(Task.objects.all(), caller, task_id)


def _whole(among: TaskQuerySet, caller: Caller, task_id: int) -> Task:
    own_first = Case(When(assignee_id=caller.id, then=0), default=1)
    open_items = TaskItem.objects.filter(status__in=OPEN_ITEM_STATUSES).order_by(own_first, "id")
    holds = Hold.objects.filter(ended_at=None)
    found: Task | None = (
        among.with_sla_state(timezone.now())
        .select_related("ticket", "workflow", "workflow_version", "end_action")
        .defer("workflow_version__definition", "ticket__raw")
        .prefetch_related(Prefetch("items", open_items, to_attr="open_items"))
        .prefetch_related(Prefetch("holds", holds, to_attr="open_holds"))
        .prefetch_related("items", "ticks", "external_calls__item")
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
    """The open item of a task from `task`, of several the caller's own; None when it is over."""
    items: list[TaskItem] = task.open_items  # type: ignore[attr-defined]
    return next((item for item in items if item.step_key == task.current_step), None)


def history(task_id: int) -> QuerySet[TaskEvent]:
    """What happened to a task, oldest first."""
    return TaskEvent.objects.filter(task_id=task_id).order_by("id")


def decisions(task_id: int) -> list[AssignmentDecision]:
    """Every answer to "whose turn is it?" of a task, oldest first."""
    rows = AssignmentDecision.objects.filter(task_id=task_id)
    return list(rows.select_related("item").order_by("id"))


def hold_of(task: Task) -> Hold | None:
    """Why a task from `task` is on hold."""
    holds: list[Hold] = task.open_holds  # type: ignore[attr-defined]
    return next(iter(holds), None)


def approvals_of(task: Task) -> ballots.Approvals | None:
    """The votes on the current step of a task from `task`."""
    if not task.is_open:
        return None
    step = compiled(task.workflow_version_id).step(task.current_step)
    return ballots.approvals(task, step, task.items.all())


def ticks_of(task: Task) -> list[Tick]:
    """The ticks of the present visit of a task from `task`."""
    here = (task.visit_from, task.current_step)
    return [tick for tick in task.ticks.all() if (tick.visit, tick.step_key) == here]


def checklist_of(task: Task) -> wanting.Checklist:
    """The checklist of the current, or last, step of a task from `task`."""
    step = compiled(task.workflow_version_id).step(task.current_step)
    return wanting.checklist(task, step, ticks_of(task))


def path_of(task: Task) -> list[progress.PathStep]:
    """The progress strip of a task from `task`."""
    definition = compiled(task.workflow_version_id)
    return progress.path(task, definition, list(task.items.all()), timezone.now())
