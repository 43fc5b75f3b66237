"""Writing a change down: a line of history, a row of the audit, and who hears of it."""

from datetime import datetime
from typing import Any

from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history


def note(
    kind: TaskEvent.Kind,
    summary: str,
    *,
    task: Task,
    item: TaskItem | None,
    actor: Actor,
    at: datetime,
    reason: str = "",
    **facts: Any,
) -> None:
    """Write down what was done to a saved task."""
    history.event(
        kind, summary, task=task, actor=actor, at=at, item=item, notes=reason, **facts
    ).save(force_insert=True)
    keep(kind, task=task, actor=actor, reason=reason, **facts)
    publish_all(messages.change(task, item, kind=kind, actor=actor))


def keep(kind: TaskEvent.Kind, *, task: Task, actor: Actor, reason: str = "", **facts: Any) -> None:
    """The row of the audit alone, where the line of history is written elsewhere."""
    record(
        actor=actor,
        action=f"task.{kind}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={
            "status": task.status,
            "step": task.current_step,
            **history.basis(task, actor),
            **facts,
        },
        reason=reason,
    )
