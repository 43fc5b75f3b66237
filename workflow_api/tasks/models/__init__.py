"""One run of a workflow for one ticket, the work of each person in it, and what happened."""

from workflow_api.tasks.models.event import TaskEvent
from workflow_api.tasks.models.item import TaskItem
from workflow_api.tasks.models.task import Task

__all__ = ["Task", "TaskEvent", "TaskItem"]
