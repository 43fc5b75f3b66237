"""What workflow_api asks of itself in the background."""

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.base import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteWaiting(Message):
    """A version went live: unrouted tickets may have a workflow now."""

    TASK: ClassVar[str] = "workflow.tasks.route_waiting"
    QUEUE: ClassVar[str] = "WORKFLOW_TASKS_PRODUCTION"

    version_id: int
