"""What those hear of a task who only watch it."""

from collections.abc import Sequence
from typing import Final

from shared.contracts.base import Message
from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from workflow_api.audit.actors import Actor
from workflow_api.following.watchers import watchers
from workflow_api.tasks.models import Task, TaskItem

WHY: Final = "You watch this ticket"
MAX_SUBJECT: Final = 300
# By the kind of the change; what is not here is of no interest to somebody who only watches.
NEWS: Final = {
    "moved": "went on to {step}",
    "finished": "is {status}",
    "cancelled": "was cancelled",
    "closed": "was closed",
    "held": "was put on hold",
    "resumed": "goes on",
    "assigned": "went to {who}",
    "claimed": "was taken by {who}",
    "released": "was given back and waits for {who}",
    "transferred": "went to {who}",
    "escalated": "was escalated to {who}",
    "returned": "went to {who}, because nobody had begun",
    "priority": "has the priority {priority} now",
    "amended": "was changed by its sender",
    "pending_external": "waits for another system",
}


def news(
    task: Task, item: TaskItem | None, *, kind: str, actor: Actor, told: Sequence[Message]
) -> list[Message]:
    """A notice for those who watch the task; not for the actor, nor for those `told` already."""
    words = NEWS.get(kind)
    if words is None or not task.is_watched:
        return []
    what = words.format(
        step=item.step_name if item else "",
        status=task.status,
        who=_who(item),
        priority=task.priority,
    )
    where = f", at {item.step_name}, with {_who(item)}" if item else ""
    return to_watchers(
        task,
        item,
        subject=f"{task.number} {what}: {task.title}",
        message=f"Ticket {task.ticket.ticket_number} is {task.status}{where}. By {actor.name}.",
        notification_type="task_update",
        event=f"{kind}:{task.pk}:{task.version}",
        actor=actor,
        told=told,
    )


def to_watchers(
    task: Task,
    item: TaskItem | None,
    *,
    subject: str,
    message: str,
    notification_type: str,
    event: str,
    actor: Actor,
    told: Sequence[Message],
) -> list[Message]:
    """One notice for all of them, under an `event` of its own; none when nobody is left."""
    users, roles = _addressed(told)
    left = [
        person.id
        for person in watchers([task.pk])
        if person.id != actor.id and person.id not in users and not (roles & person.roles)
    ]
    if not left:
        return []
    notice = CreateNotification(
        recipients={"users": left},
        subject=subject[:MAX_SUBJECT],
        message=message,
        notification_type=notification_type,
        deduplication_id=f"watched:{event}",
        related_task_item_id=item.pk if item else None,
        related_ticket_number=task.ticket.ticket_number,
        metadata={
            "task_id": task.pk,
            "task_number": task.number,
            "step_name": item.step_name if item else None,
            "scope": "watched",
            "why": WHY,
            "actor_id": actor.id,
        },
    )
    return [notice]


def _who(item: TaskItem | None) -> str:
    if item is None:
        return "nobody"
    return item.assignee_name or f"the queue of {item.role}"


def _addressed(told: Sequence[Message]) -> tuple[set[int], set[tuple[str, str]]]:
    users: set[int] = set()
    roles: set[tuple[str, str]] = set()
    for message in told:
        if isinstance(message, CreateAssignmentNotification):
            users.add(message.user_id)
        elif isinstance(message, CreateNotification):
            users.update(message.recipients.get("users", ()))
            roles.update(
                (one["system"], one["role"]) for one in message.recipients.get("roles", ())
            )
    return users, roles
