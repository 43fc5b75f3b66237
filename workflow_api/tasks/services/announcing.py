"""What people and other services hear of a task. Every call runs in the change's transaction."""

import uuid
from typing import Any

from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    SendEmail,
)
from shared.contracts.realtime import PushEvent
from shared.contracts.status import UpdateStatus
from shared.outbox.services import publish
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tickets.models import WorkflowTicket

ADMINS = {"system": "TTS", "role": "Admin"}
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


def tell_assignee(*, task: Task, item: TaskItem, why: str) -> None:
    """Tell a person that work is theirs; nothing when the item has nobody yet."""
    if item.assignee_id is None:
        return
    ticket = task.ticket
    publish(
        CreateAssignmentNotification(
            user_id=item.assignee_id,
            subject=f"New Task: {task.title}",
            message=f"You have been assigned to ticket {ticket.ticket_number}: {item.step_name}",
            related_task_item_id=item.pk,
            related_ticket_number=ticket.ticket_number,
            metadata={
                **_about(task),
                "step_name": item.step_name,
                "why": why,
                "user_email": item.assignee_email,
            },
        )
    )


def tell_nobody_eligible(*, task: Task, item: TaskItem, why: str) -> None:
    """Tell the admins and the coordinator that a piece of work has nobody to do it."""
    publish(
        CreateNotification(
            recipients={"roles": [ADMINS], "users": _coordinator(task)},
            subject=f"Nobody can take {task.number}: {item.step_name}",
            message=f"Ticket {task.ticket.ticket_number} waits for a member of {item.role}. {why}",
            notification_type="system",
            deduplication_id=f"unassigned:{item.pk}",
            related_task_item_id=item.pk,
            related_ticket_number=task.ticket.ticket_number,
            metadata={**_about(task), "step_name": item.step_name, "why": why},
        )
    )


def tell_finished(*, task: Task, actor: Actor) -> None:
    """Tell the coordinator (unless they did it themselves) and the requester by e-mail."""
    if task.coordinator_id not in (None, actor.id):
        _tell_coordinator_finished(task, actor)
    _mail_requester(task)


def _tell_coordinator_finished(task: Task, actor: Actor) -> None:
    publish(
        CreateNotification(
            recipients={"users": _coordinator(task)},
            subject=f"Task {task.status}: {task.title}",
            message=f"{actor.name} finished ticket {task.ticket.ticket_number}.",
            notification_type="task_completed",
            deduplication_id=f"finished:{task.pk}:{task.version}",
            related_ticket_number=task.ticket.ticket_number,
            metadata={**_about(task), "why": "You coordinate this task"},
        )
    )


def tell_refused(*, task: Task, system: str) -> None:
    """Tell the coordinator and the admins that the other system did not take the completion."""
    publish(
        CreateNotification(
            recipients={"roles": [ADMINS], "users": _coordinator(task)},
            subject=f"{system.upper()} refused {task.number}",
            message=f"Ticket {task.ticket.ticket_number} ended, but its completion was not taken.",
            notification_type="system",
            deduplication_id=f"refused:{task.pk}:{system}",
            related_ticket_number=task.ticket.ticket_number,
            metadata={"task_id": task.pk, "why": "You answer for this task"},
        )
    )


def _mail_requester(task: Task) -> None:
    ticket = task.ticket
    if not ticket.requester_email:
        return
    word = REQUESTER_STATUS[TaskState(task.status)]
    publish(
        SendEmail(
            to=ticket.requester_email,
            subject=f"Your ticket {ticket.ticket_number} is {word}",
            message=f"{ticket.subject}\n\nYour request is now {word}.",
            notification_type="task_completed",
            related_ticket_number=ticket.ticket_number,
            metadata={"workflow_name": task.workflow.name, "why": "You sent this ticket"},
        )
    )


def tell_ticket_service(*, task: Task, item: TaskItem | None) -> None:
    """Send HDTS's and the requester's view of the task; its version orders such messages."""
    ticket = task.ticket
    assignee = None
    if item is not None and item.assignee_id is not None:
        assignee = {"id": item.assignee_id, "name": item.assignee_name}
    publish(
        UpdateStatus(
            ticket_id=ticket.ticket_number,
            status=REQUESTER_STATUS[TaskState(task.status)],
            version=task.version,
            step=item.step_name if item is not None else None,
            assignee=assignee,
            eta=task.sla_deadline.isoformat() if task.sla_deadline else None,
            ticket=ticket.canonical if ticket.is_direct else None,
        )
    )


def hint_screens(*, ticket: WorkflowTicket, kind: str, **facts: Any) -> None:
    """Make open screens of a ticket fetch it again."""
    publish(
        PushEvent(
            event_id=str(uuid.uuid4()),
            stream=f"ticket:{ticket.ticket_number}",
            type="ticket_update",
            data={"ticket_number": ticket.ticket_number, "kind": kind, **facts},
        )
    )


def tell_everybody(*, task: Task, item: TaskItem | None, kind: str, actor: Actor) -> None:
    """Send what every change of a task sends: the status and the hint."""
    tell_ticket_service(task=task, item=item)
    hint_screens(
        ticket=task.ticket,
        kind=kind,
        task_id=task.pk,
        status=task.status,
        step=task.current_step,
        version=task.version,
        by=actor.name,
    )


def _about(task: Task) -> dict[str, Any]:
    return {"workflow_name": task.workflow.name, "task_id": task.pk, "task_number": task.number}


def _coordinator(task: Task) -> list[int]:
    return [task.coordinator_id] if task.coordinator_id is not None else []
