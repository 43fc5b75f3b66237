"""What every change of a task's version leaves behind, forth or back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.contracts.base import Message
from shared.gathering import append
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Step
from workflow_api.sla import ledger
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.workflows.models import WorkflowVersion
from workflow_api.workflows.selectors import compiled

COLUMNS: Final = [
    "workflow_version",
    "sla_version",
    "current_step",
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

    Its clock keeps what was used; what is left follows from the new version's target.
    """
    task.workflow_version_id, task.current_step = new.version_id, new.step.key
    task.version += 1
    _index(task, items)
    task.save(update_fields=COLUMNS)
    _write_down(task, old, new, actor, reason, at)
    item = items[0] if items else None
    publish_all([*told, *messages.change(task, item, kind="migrated", actor=actor)])


def _index(task: Task, items: Sequence[TaskItem]) -> None:
    ledger.index(
        task,
        ledger.read(task),
        compiled(task.workflow_version_id),
        step_entered_at=items[0].entered_at if items else None,
        fired=ledger.fired_rungs(task),
    )


def _write_down(
    task: Task, old: Place, new: Place, actor: Actor, reason: str, at: datetime
) -> None:
    numbers = dict(
        WorkflowVersion.objects.filter(pk__in=[old.version_id, new.version_id]).values_list(
            "pk", "number"
        )
    )
    before = {"workflow_version": numbers[old.version_id], "step": old.step.key}
    after = {"workflow_version": numbers[new.version_id], "step": new.step.key}
    steps = (
        old.step.name if old.step.name == new.step.name else f"{old.step.name} → {new.step.name}"
    )
    text = f"From version {numbers[old.version_id]} to {numbers[new.version_id]}: {steps}"
    append(
        history.event(
            TaskEvent.Kind.MIGRATED,
            text,
            task=task,
            actor=actor,
            at=at,
            notes=reason,
            before=before,
            after=after,
        )
    )
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
