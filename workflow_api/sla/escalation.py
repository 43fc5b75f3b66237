"""A rung that escalates: the open work goes to the role that its step names for that."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from workflow_api.tasks.models import Task
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled

# Takes the task, the item and the reason by their names; whether the item was handed up.
HandUp = Callable[..., bool]


def escalate(task: Task, *, reason: str) -> None:
    """Hand up every open item of a (locked) task whose step names a role for it."""
    if not settings.SLA_HANDS_UP_BY:
        return
    hand_up: HandUp = import_string(settings.SLA_HANDS_UP_BY)
    definition = compiled(task.workflow_version_id)
    for item in list(task.items.filter(status__in=OPEN_ITEM_STATUSES)):
        if definition.step(item.step_key).escalate_to:
            hand_up(task=task, item=item, reason=reason)
