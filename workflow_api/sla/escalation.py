"""A rung that escalates: the open work goes to the role that its step names for that."""

from workflow_api.tasks.models import Task
from workflow_api.tasks.services.escalating import escalate_by_clock
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled


def escalate(task: Task, *, reason: str) -> None:
    """Hand up every open item of a (locked) task whose step names a role for it."""
    definition = compiled(task.workflow_version_id)
    for item in list(task.items.filter(status__in=OPEN_ITEM_STATUSES)):
        if definition.step(item.step_key).escalate_to:
            escalate_by_clock(task=task, item=item, reason=reason)
