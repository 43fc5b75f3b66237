"""What a change of the ticket does to its task."""

from datetime import datetime

from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.observability import stored
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.state_machine import TaskState
from workflow_api.external import closing
from workflow_api.sla import changing as clocks
from workflow_api.sla import ledger
from workflow_api.tasks import messages, passing_messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.locking import current_item, first_open_item, move
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.tickets.metrics import TICKETS

SENDER = Actor.system("ticket_amendment")


def take_over(*, task: Task, changed: list[str], now: datetime) -> None:
    """Follow the ticket's new content; work on the (locked) task has not begun."""
    item = current_item(task)
    task.title = task.ticket.subject
    task.version += 1
    if task.priority != task.ticket.priority:
        task.priority = task.ticket.priority
        clocks.recount(task, item, now=now)
    task.save(update_fields=["title", "priority", "version", *ledger.COLUMNS])
    _write_down(task, changed, f"The ticket was updated: {', '.join(changed)}", now)
    publish_all(messages.change(task, item, kind="amended", actor=SENDER))


def show_amendment(*, task: Task, changed: list[str]) -> None:
    """Put other content before the people on the (locked) task, which goes on unchanged."""
    task.version += 1
    task.save(update_fields=["version"])
    text = f"The sender changed {', '.join(changed)} after work had begun; nothing was applied"
    _write_down(task, changed, text, timezone.now())
    told = _amendment(task, text)
    publish_all([*told, messages.hint(task.ticket, kind="amended", task_id=task.pk)])


def _write_down(task: Task, changed: list[str], text: str, now: datetime) -> None:
    history.event(
        TaskEvent.Kind.AMENDED, text, task=task, actor=SENDER, at=now, changed=changed
    ).save(force_insert=True)
    record(
        actor=SENDER,
        action="ticket.amended",
        object_type="ticket",
        object_id=task.ticket.ticket_number,
        task_id=task.pk,
        after={"changed": changed, **history.basis(task, SENDER)},
        reason=text,
    )


def _amendment(task: Task, text: str) -> list[Message]:
    item = first_open_item(task)
    if item is None or item.assignee_id is None:
        return []
    notice = CreateNotification(
        recipients={"users": [item.assignee_id]},
        subject=f"Ticket {task.ticket.ticket_number} was changed by its sender",
        message=f"{task.title}\n\n{text}.",
        notification_type="system",
        deduplication_id=f"amended:{task.pk}:{task.version}",
        related_task_item_id=item.pk,
        related_ticket_number=task.ticket.ticket_number,
        metadata={**messages.about(task, item), "why": "You work on this task"},
    )
    return [notice]


def cancel(*, task: Task, reason: str, now: datetime, actor: Actor = SENDER) -> None:
    """End a (locked) task that should not go on; its open work expires."""
    move(task, TaskState.CANCELLED, may_stay=False)
    closing.leave_step(task, actor=actor, reason=reason)
    task.holds.filter(ended_at=None).update(ended_at=now, ended_by_name=actor.name)
    task.version += 1
    task.completed_at = now
    task.step_deadline = task.next_rung_at = None
    task.save(update_fields=["status", "version", "completed_at", "step_deadline", "next_rung_at"])
    stored.record(TICKETS.one(outcome=str(task.status)))
    open_items = task.items.filter(status__in=OPEN_ITEM_STATUSES)
    what = f"{actor.name} cancelled the task: {reason}" if actor.id else reason
    publish_all(passing_messages.ended(task, list(open_items), what, actor=actor))
    open_items.update(status=TaskItem.Status.EXPIRED, closed_at=now, notes=reason)
    task.sla_segments.filter(ended_at=None).update(ended_at=now)
    text = reason if actor == SENDER else f"{actor.name} cancelled the task"
    history.event(
        TaskEvent.Kind.CANCELLED, text, task=task, actor=actor, at=now, notes=reason
    ).save(force_insert=True)
    record(
        actor=actor,
        action="task.cancelled",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={"status": task.status, **history.basis(task, actor)},
        reason=reason,
    )
