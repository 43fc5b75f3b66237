"""Who hears that work went from one person to another."""

from collections.abc import Iterable

from shared.contracts.base import Message
from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from workflow_api.audit.actors import Actor
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem

ESCALATED = TaskEvent.Kind.ESCALATED
RETURNED = TaskEvent.Kind.RETURNED


def passed_on(
    task: Task,
    item: TaskItem,
    following: TaskItem,
    *,
    kind: TaskEvent.Kind,
    actor: Actor,
    reason: str,
    why: str,
) -> list[Message]:
    """Nobody is told of their own act; of an escalation the coordinator hears as well."""
    told: list[Message] = []
    if following.assignee_id is None:
        told += messages.assignment(task, following, why)
    elif following.assignee_id != actor.id:
        told.append(_received(task, following, kind, actor, reason))
    others = [item.assignee_id, task.coordinator_id if kind == ESCALATED else None]
    know = (actor.id, following.assignee_id)
    left = sorted({other for other in others if other is not None and other not in know})
    return [*told, *([_gone(task, item, following, left, reason)] if left else [])]


def _received(
    task: Task, item: TaskItem, kind: TaskEvent.Kind, actor: Actor, reason: str
) -> Message:
    assert item.assignee_id is not None
    number = task.ticket.ticket_number
    types = {ESCALATED: "task_escalation", RETURNED: "task_assignment"}
    return CreateAssignmentNotification(
        user_id=item.assignee_id,
        subject=f"{'Escalated' if kind == ESCALATED else 'Handed'} to you: {task.title}",
        message=f"Ticket {number}, {item.step_name}, is yours now. {actor.name}: {reason}",
        notification_type=types.get(kind, "task_transfer_in"),
        related_task_item_id=item.pk,
        related_ticket_number=number,
        metadata={**messages.about(task, item), "why": reason, "user_email": item.assignee_email},
    )


def _gone(
    task: Task, item: TaskItem, following: TaskItem, people: list[int], reason: str
) -> Message:
    receiver = following.assignee_name or f"the queue of {following.role}"
    return CreateNotification(
        recipients={"users": people},
        subject=f"{task.number} went to {receiver}"[: messages.MAX_SUBJECT],
        message=f"{task.title}: {item.step_name} went to {receiver}. {reason}",
        notification_type="task_transfer_out",
        deduplication_id=f"passed_on:{item.pk}",
        related_task_item_id=item.pk,
        related_ticket_number=task.ticket.ticket_number,
        metadata={**messages.about(task, item), "why": "You had this work or coordinate it"},
    )


def ended(
    task: Task, items: Iterable[TaskItem], what: str, *, actor: Actor, keepers: Iterable[int] = ()
) -> list[Message]:
    """For those who had the `items` that somebody ended, but for whoever did, or has work again."""
    had = {item.assignee_id for item in items} - {None, actor.id, *keepers}
    if not had:
        return []
    notice = CreateNotification(
        recipients={"users": sorted(user for user in had if user is not None)},
        subject=f"No longer yours: {task.title}"[: messages.MAX_SUBJECT],
        message=f"Ticket {task.ticket.ticket_number}: {what}.",
        notification_type="system",
        deduplication_id=f"ended:{task.pk}:{task.version}",
        related_ticket_number=task.ticket.ticket_number,
        metadata={**messages.about(task), "why": "You had this work"},
    )
    return [notice]


def stays(task: Task, item: TaskItem, text: str) -> Message:
    """For those who can find somebody: work that should have gone up could not."""
    return CreateNotification(
        recipients={"roles": [messages.ADMINS], "users": messages.coordinators(task)},
        subject=f"{task.number} could not be escalated: {item.step_name}"[: messages.MAX_SUBJECT],
        message=f"Ticket {task.ticket.ticket_number}: {text}.",
        notification_type="task_escalation",
        deduplication_id=f"not_escalated:{item.pk}:{task.version}",
        related_task_item_id=item.pk,
        related_ticket_number=task.ticket.ticket_number,
        metadata={**messages.about(task, item), "why": "You can find somebody for this work"},
    )
