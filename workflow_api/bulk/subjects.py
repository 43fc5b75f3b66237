"""Tasks as the acts judge them, read in a constant number of statements."""

from collections.abc import Collection

from django.db.models import Prefetch

from shared.identity.caller import Caller
from workflow_api.bulk.registry import Subject
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.selectors import open_item
from workflow_api.tasks.states import OPEN_ITEM_STATUSES


def subjects(task_ids: Collection[int], caller: Caller) -> dict[int, Subject]:
    """By task id, those of the tasks that the caller may see."""
    open_items = TaskItem.objects.filter(status__in=OPEN_ITEM_STATUSES)
    found = (
        Task.objects.visible_to(caller)
        .select_related("ticket")
        .defer("ticket__raw", "why_workflow")
        .prefetch_related(Prefetch("items", open_items, to_attr="open_items"), "ticks")
        .filter(pk__in=task_ids)
    )
    return {task.pk: Subject(task=task, item=open_item(task), caller=caller) for task in found}
