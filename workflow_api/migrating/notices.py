"""What people hear whose work went to another role."""

from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task


def taken_away(task: Task, user_id: int, step_name: str) -> Message:
    """For whoever had the work until the task changed to another version."""
    return _lost(task, user_id, f"{step_name} is now done by another role")


def left_behind(task: Task, user_id: int, step_name: str) -> Message:
    """For whoever had the work until the task went on at a step that is not theirs."""
    return _lost(task, user_id, f"it goes on at {step_name}")


def _lost(task: Task, user_id: int, what: str) -> Message:
    number = task.ticket.ticket_number
    return CreateNotification(
        recipients={"users": [user_id]},
        subject=f"No longer yours: {task.title}"[: messages.MAX_SUBJECT],
        message=f"Ticket {number} went to another version of its workflow; {what}.",
        notification_type="system",
        deduplication_id=f"migrated:{task.pk}:{task.version}:{user_id}",
        related_ticket_number=number,
        metadata={**messages.about(task), "why": "You had this work"},
    )
