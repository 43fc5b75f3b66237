"""What every change of a task's version leaves behind, forth or back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from shared.contracts.base import Message
from shared.gathering import append
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Step
from workflow_api.sla import ledger
from workflow_api.sla.changing import recount
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.workflows.selectors import frozen

COLUMNS: Final = [
    "workflow_version",
    "sla_version",
    "status",
    "current_step",
    "visit_from",
    "version",
    *ledger.COLUMNS,
]


@dataclass(frozen=True, slots=True)
class Place:
    """A step of a version."""

    version_id: int
    step: Step


def settle(
    task: Task,
    items: Sequence[TaskItem],
    old: Place,
    new: Place,
    told: Sequence[Message],
    *,
    actor: Actor,
    reason: str,
    at: datetime,
) -> None:
    """Save the (locked) task at its new place and tell of it.

    Its clock keeps what was used; what is left follows from the new version's target and calendar.
    `items` are what is open there.
    """
    task.workflow_version_id, task.current_step = new.version_id, new.step.key
    task.version += 1
    ledger.follow_calendar(task, at=at, reason=reason, actor=actor)
    recount(task, items[0], now=at)
    task.save(update_fields=COLUMNS)
    _write_down(task, old, new, actor, reason, at)
    publish_all([*told, *messages.change(task, items[0], kind="migrated", actor=actor)])


def _write_down(
    task: Task, old: Place, new: Place, actor: Actor, reason: str, at: datetime
) -> None:
    append(line(task, old, new, actor=actor, reason=reason, at=at))
    keep(task, old, new, actor=actor, reason=reason)


def line(
    task: Task, old: Place, new: Place, *, actor: Actor, reason: str, at: datetime
) -> TaskEvent:
    """The history's line on a move from `old` to `new`, not saved yet."""
    before, after = _facts(old, new)
    names = (old.step.name, new.step.name)
    steps = old.step.name if names[0] == names[1] else " → ".join(names)
    text = f"From version {before['workflow_version']} to {after['workflow_version']}: {steps}"
    kind = TaskEvent.Kind.MIGRATED
    return history.event(
        kind, text, task=task, actor=actor, at=at, notes=reason, before=before, after=after
    )


def keep(task: Task, old: Place, new: Place, *, actor: Actor, reason: str) -> None:
    """The row of the audit on a move."""
    before, after = _facts(old, new)
    record(
        actor=actor,
        action="task.migrated",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before=before,
        after=after,
        reason=reason,
    )


def _facts(old: Place, new: Place) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = (
        {"workflow_version": frozen(each.version_id).number, "step": each.step.key}
        for each in (old, new)
    )
    return before, after
