"""Writing a change down: a line of history, a row of the audit, and who hears of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.contracts.base import Message
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
    line = history.event(
        kind, summary, task=task, actor=actor, at=at, item=item, notes=reason, **facts
    )
    write_down(line, actor=actor, after=_standing(task, actor, facts))


def write_down(
    line: TaskEvent,
    *,
    actor: Actor,
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    action: str = "",
    about_item: bool = False,
    told: Sequence[Message] = (),
) -> None:
    """Save a line of the history with a row of the audit, and tell those who hear of it.

    The row is about the task, or with `about_item` about the line's item. Its action is
    `task.<kind>` unless it has a name of its own. `told` goes out before everything else.
    """
    line.save(force_insert=True)
    record(
        actor=actor,
        action=action or f"task.{line.kind}",
        object_type="task_item" if about_item else "task",
        object_id=line.item_id if about_item else line.task_id,
        task_id=line.task_id,
        before=before,
        after=after,
        reason=line.notes,
    )
    changed = messages.change(line.task, line.item, kind=line.kind, actor=actor, told=told)
    publish_all([*told, *changed])


def keep(kind: TaskEvent.Kind, *, task: Task, actor: Actor, reason: str = "", **facts: Any) -> None:
    """The row of the audit alone, where the line of history is written elsewhere."""
    record(
        actor=actor,
        action=f"task.{kind}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after=_standing(task, actor, facts),
        reason=reason,
    )


def _standing(task: Task, actor: Actor, facts: Mapping[str, Any]) -> dict[str, Any]:
    place = {"status": task.status, "step": task.current_step}
    return {**place, **history.basis(task, actor), **facts}
