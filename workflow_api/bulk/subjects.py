"""Tasks as the acts judge them, read in a constant number of statements."""

from collections.abc import Collection

from django.db.models import Prefetch

from shared.identity.caller import Caller
from workflow_api.bulk.registry import Subject
from workflow_api.holds.models import Hold
from workflow_api.tasks.models import Task, TaskItem


def subjects(task_ids: Collection[int], caller: Caller) -> dict[int, Subject]:
    """By task id, those of the tasks that the caller may see."""
    holds = Hold.objects.filter(ended_at=None)
    found = (
        Task.objects.visible_to(caller)
        .select_related("ticket")
        .defer("ticket__raw", "why_workflow")
        .prefetch_related(Prefetch("holds", holds, to_attr="open_holds"))
        .prefetch_related("items", "ticks")
        .filter(pk__in=task_ids)
    )
    return {
        task.pk: Subject(task=task, item=_open_item(task, caller), caller=caller) for task in found
    }


def _subject(task: Task, caller: Caller) -> Subject:
    return Subject(task=task, item=_open_item(task, caller), caller=caller)


def _open_item(task: Task, caller: Caller) -> TaskItem | None:
    items = task.items.all()
    here = [each for each in items if each.is_open and each.step_key == task.current_step]
    # The acts mean the same: of several seats one's own, else the first.
    own = (each for each in here if each.assignee_id == caller.id)
    return next(own, here[0] if here else None)
