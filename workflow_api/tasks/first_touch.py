"""How long a person may let new work lie before it goes to somebody else."""

from datetime import datetime

from workflow_api.engine.definition import Step
from workflow_api.engine.sla import AROUND_THE_CLOCK
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.workflows.selectors import compiled

MINUTE = 60


def until(step: Step, at: datetime) -> datetime | None:
    """When somebody who gets `step` at a moment has to have begun; None without a limit."""
    if not step.first_touch_minutes:
        return None
    return AROUND_THE_CLOCK.add(at, step.first_touch_minutes * MINUTE)


def begin_again(task: Task, item: TaskItem, at: datetime) -> None:
    """Count from `at` (saved), as after a hold, in which nobody could have begun."""
    if item.is_untouched:
        item.first_touch_until = until(compiled(task.workflow_version_id).step(item.step_key), at)
        item.save(update_fields=["first_touch_until"])
