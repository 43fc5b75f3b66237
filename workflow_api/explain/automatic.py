"""What rules did to a task without a person, each with its name and the version it ran on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_api.tasks.models import Task, TaskEvent
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
    """Oldest first, each with the version it went by then."""
    return [
        AutomaticChange(
            at=event.at,
            kind=event.kind,
            summary=event.summary,
            step=event.step_key,
            rule=event.actor_name,
            workflow_version=version,
            facts=event.facts,
        )
        for event, version in _with_versions(task)
        if event.actor_id is None
    ]


def _with_versions(task: Task) -> list[tuple[TaskEvent, int]]:
    """The history with the version of each line; where a line does not say it, it is the one
    that the next migration moved the task from, or the task's own."""
    found, at = list[tuple[TaskEvent, int]](), task.workflow_version.number
    for event in history(task.pk).reverse():
        found.append((event, event.workflow_version or at))
        if event.kind == TaskEvent.Kind.MIGRATED:
            at = event.facts["before"]["workflow_version"]
    return found[::-1]
