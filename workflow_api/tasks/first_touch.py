"""How long a person may let new work lie before it goes to somebody else."""

from datetime import datetime

from workflow_api.calendars.selectors import compiled as working_time
from workflow_api.engine.definition import Step
from workflow_api.engine.sla import AROUND_THE_CLOCK
from workflow_api.sla import ledger
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.workflows.selectors import compiled

MINUTE = 60


def until(task: Task, step: Step, at: datetime) -> datetime | None:
    """When somebody who gets `step` of a task at a moment has to have begun, in working time of
    the task's calendar; None without a limit."""
    if not step.first_touch_minutes:
        return None
    version = ledger.calendar_version(ledger.rules(task))
    calendar = working_time(version) if version else AROUND_THE_CLOCK
    return calendar.add(at, step.first_touch_minutes * MINUTE)


def begin_again(task: Task, item: TaskItem, at: datetime) -> None:
    """Count from `at` (saved) what waits for its person again: after a hold, in which nobody could
    have begun, or when they put it back."""
    if item.is_untouched:
        item.first_touch_until = until(
            task, compiled(task.workflow_version_id).step(item.step_key), at
        )
        item.save(update_fields=["first_touch_until"])
