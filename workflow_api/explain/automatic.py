"""What rules did to a task without a person, each with its name and the version it ran on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_api.tasks.models import Task
from workflow_api.tasks.selectors import history


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticChange:
    """`rule` names what decided; `facts` are what it decided on."""

    at: datetime
    kind: str
    summary: str
    step: str
    rule: str
    workflow_version: int
    facts: dict[str, Any]


def automatic_changes(task: Task) -> list[AutomaticChange]:
    """Oldest first. A change names the version it was made on, else it is the task's own."""
    own = task.workflow_version.number
    return [
        AutomaticChange(
            at=event.at,
            kind=event.kind,
            summary=event.summary,
            step=event.step_key,
            rule=event.actor_name,
            workflow_version=event.facts.get("workflow_version", own),
            facts=event.facts,
        )
        for event in history(task.pk).filter(actor_id=None)
    ]
