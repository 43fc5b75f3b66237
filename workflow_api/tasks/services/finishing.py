"""The end of a task: what every ending does, and what the workflow asked for."""

from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Definition, Transition
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.services import complete_elsewhere
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import move
from workflow_api.tickets.metrics import TICKETS

ENDING = [
    "status",
    "version",
    "started_at",
    "completed_at",
    "step_deadline",
    "next_rung_at",
    "filled",
]


def finish(
    *,
    task: Task,
    item: TaskItem,
    definition: Definition,
    way: Transition,
    actor: Actor,
    taken: TaskEvent,
) -> None:
    """End a task by `way`: rejected or completed, told to everybody concerned.

    A rejected request asks nothing of another system.
    """
    move(task, TaskState.REJECTED if way.rejects else TaskState.COMPLETED)
    task.completed_at = taken.at
    task.step_deadline = task.next_rung_at = None
    task.save(update_fields=ENDING)
    stored.record(TICKETS.one(outcome=str(task.status)))
    task.sla_segments.filter(ended_at=None).update(ended_at=taken.at)
    if not way.rejects:
        complete_elsewhere(
            task=task, end_logic=definition.end_logic, approved_by=_approver(task, item)
        )
    TaskEvent.objects.bulk_create([taken, _ended(task, definition, actor, taken)])
    told = messages.ending(task, actor, taken.notes)
    changed = messages.change(task, None, kind="finished", actor=actor, told=told)
    publish_all([*told, *changed])


def _ended(task: Task, definition: Definition, actor: Actor, taken: TaskEvent) -> TaskEvent:
    rejected = task.status == TaskState.REJECTED
    kind = TaskEvent.Kind.REJECTED if rejected else TaskEvent.Kind.COMPLETED
    text = f"{definition.name} {task.status}"
    return history.event(kind, text, task=task, actor=actor, at=taken.at)


def _approver(task: Task, last: TaskItem) -> int | None:
    """Who approved: the latest person to take an outcome `approve`, else whoever finished."""
    if last.outcome == "approve":
        return last.closed_by_id
    approved = task.items.filter(outcome="approve").order_by("-id")
    return approved.values_list("closed_by_id", flat=True).first() or last.closed_by_id
