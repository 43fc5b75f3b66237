"""What people and other services hear of a task: built here, published by the services."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from shared.contracts.base import Message
from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    SendEmail,
)
from shared.contracts.realtime import PushEvent
from shared.contracts.status import UpdateStatus
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla.timings import expected
from workflow_api.tasks import watching_messages
from workflow_api.tasks.concerning import concerned
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.selectors import compiled

ADMINS = {"system": "TTS", "role": "Admin"}
MAX_SUBJECT = 300
MAX_MESSAGE = 10_000
# A requester knows fewer words than the state machine.
REQUESTER_STATUS = {
    TaskState.PENDING: "open",
    TaskState.IN_PROGRESS: "in_progress",
    TaskState.PENDING_EXTERNAL: "pending_external",
    TaskState.ON_HOLD: "on_hold",
    TaskState.COMPLETED: "resolved",
    TaskState.REJECTED: "rejected",
    TaskState.CANCELLED: "closed",
    TaskState.CLOSED: "closed",
}


def assignment(task: Task, item: TaskItem, why: str) -> list[Message]:
    """For the person an item went to; when nobody could take it, for those who can help.

    A queue to claim from tells nobody.
    """
    if item.assignee_id is not None:
        return [_new_task(task, item, item.assignee_id, why)]
    return [_nobody_eligible(task, item, why)] if item.assigns_itself else []


def _new_task(task: Task, item: TaskItem, user_id: int, why: str) -> Message:
    number = task.ticket.ticket_number
    return CreateAssignmentNotification(
        user_id=user_id,
        subject=f"New Task: {task.title}",
        message=f"You have been assigned to ticket {number}: {item.step_name}",
        related_task_item_id=item.pk,
        related_ticket_number=number,
        metadata={**about(task, item), "why": why, "user_email": item.assignee_email},
    )


def _nobody_eligible(task: Task, item: TaskItem, why: str) -> Message:
    return CreateNotification(
        recipients={"roles": [ADMINS], "users": coordinators(task)},
        subject=f"Nobody can take {task.number}: {item.step_name}"[:MAX_SUBJECT],
        message=f"Ticket {task.ticket.ticket_number} waits for a member of {item.role}: {why}.",
        notification_type="system",
        deduplication_id=f"unassigned:{item.pk}",
        related_task_item_id=item.pk,
        related_ticket_number=task.ticket.ticket_number,
        metadata={**about(task, item), "why": "You can find somebody for this work"},
    )


def ending(task: Task, actor: Actor, notes: str) -> list[Message]:
    """For the coordinator, and a mail for the requester.

    The notes of a rejection, or of a cancellation, are its reason, so the requester reads them.
    """
    told = [_ended(task, actor)] if task.coordinator_id is not None else []
    return [*told, *_mail(task, notes)]


def _ended(task: Task, actor: Actor) -> Message:
    return CreateNotification(
        recipients={"users": coordinators(task)},
        subject=f"Task {task.status}: {task.title}",
        message=f"{actor.name} ended ticket {task.ticket.ticket_number}: {task.status}.",
        notification_type="task_completed",
        deduplication_id=f"finished:{task.pk}:{task.version}",
        related_ticket_number=task.ticket.ticket_number,
        metadata={**about(task), "why": "You coordinate this task", "actor_id": actor.id},
    )


def _mail(task: Task, notes: str) -> list[Message]:
    ticket = task.ticket
    address = ticket.canonical["requester"]["email"]
    word = REQUESTER_STATUS[TaskState(task.status)]
    refused = task.status in (TaskState.REJECTED, TaskState.CANCELLED)
    reason = f"\n\n{notes}" if notes and refused else ""
    mail = SendEmail(
        to=address,
        subject=f"Your ticket {ticket.ticket_number} is {word}",
        message=f"{ticket.subject}\n\nYour request is now {word}.{reason}"[:MAX_MESSAGE],
        notification_type="task_completed",
        related_ticket_number=ticket.ticket_number,
        metadata={"why": "You sent this ticket"},
    )
    return [mail] if address else []


def refusal(task: Task, system: str) -> Message:
    """The other system did not take the completion."""
    return CreateNotification(
        recipients={"roles": [ADMINS], "users": coordinators(task)},
        subject=f"{system.upper()} refused {task.number}",
        message=f"Ticket {task.ticket.ticket_number} ended, but its completion was not taken.",
        notification_type="system",
        deduplication_id=f"refused:{task.pk}:{system}",
        related_ticket_number=task.ticket.ticket_number,
        metadata={**about(task), "why": "You answer for this task"},
    )


def change(
    task: Task,
    item: TaskItem | None,
    *,
    kind: str,
    actor: Actor,
    told: Sequence[Message] = (),
) -> list[Message]:
    """What every change sends: the status, a hint to open screens, and news for those who watch
    unless `told` names them."""
    moved = hint(
        task.ticket,
        kind=kind,
        task_id=task.pk,
        status=task.status,
        step=task.current_step,
        version=task.version,
        by=actor.name,
    )
    news = watching_messages.news(task, item, kind=kind, actor=actor, told=told)
    return [status(task, item), moved, *news]


def status(
    task: Task, item: TaskItem | None, begun_with: Sequence[TaskItem] | None = None
) -> Message:
    """HDTS's and the requester's view, and whose affair the ticket is.

    The task's version puts such messages in order. `begun_with` are all the items of a ticket's
    first task, at its start.
    """
    ticket = task.ticket
    others = concerned(ticket, task.coordinator_id, begun_with)
    assignee = {"id": item.assignee_id, "name": item.assignee_name} if item else {}
    likely = expected(task, item, timezone.now())
    return UpdateStatus(
        ticket_id=ticket.ticket_number,
        status=REQUESTER_STATUS[TaskState(task.status)],
        version=task.version,
        step=item.step_name if item else None,
        assignee=assignee if assignee.get("id") else None,
        eta=likely.typical.isoformat() if likely else None,
        eta_latest=likely.latest.isoformat() if likely else None,
        ticket=ticket.canonical if ticket.is_direct else None,
        coordinator_id=task.coordinator_id,
        queue_roles=others.queue_roles,
        participants=others.participants,
        mentioned=others.mentioned,
    )


def hint(ticket: WorkflowTicket, *, kind: str, **facts: Any) -> Message:
    """Makes open screens of a ticket fetch it again."""
    return PushEvent(
        event_id=str(uuid.uuid4()),
        stream=f"ticket:{ticket.ticket_number}",
        type="ticket_update",
        data={"ticket_number": ticket.ticket_number, "kind": kind, **facts},
    )


def about(task: Task, item: TaskItem | None = None) -> dict[str, Any]:
    """The metadata by which a notice is shown and grouped."""
    return {
        "workflow_name": compiled(task.workflow_version_id).name,
        "task_id": task.pk,
        "task_number": task.number,
        "step_name": item.step_name if item else None,
    }


def coordinators(task: Task) -> list[int]:
    return [task.coordinator_id] if task.coordinator_id is not None else []
