"""INAPP_NOTIFICATION_QUEUE: the documented task names, old and new."""

from collections.abc import Mapping, Sequence

from notification_service.decisions.models import UnsentNotice
from notification_service.decisions.services import keep
from notification_service.inbox_items.reasons import own_reason, role_reason
from notification_service.inbox_items.services import Notice, Telling, notify
from notification_service.people.selectors import Role, known_holders
from notification_service.people.services import refresh_role
from shared.context import Context, current_message_id
from shared.contracts.notifications import (
    CreateAssignmentNotification,
    CreateNotification,
    LegacyAssignment,
)
from shared.inbox.arrival import Arrived
from shared.inbox.registry import handles, handles_together


@handles_together(CreateAssignmentNotification)
def create_assignment_notifications(
    arrived: Sequence[Arrived[CreateAssignmentNotification]],
) -> None:
    notify([_assignment(one.message, one.context) for one in arrived])


def _assignment(message: CreateAssignmentNotification, context: Context) -> Telling:
    notice = Notice(
        event_id=str(context.message_id),
        subject=message.subject,
        message=message.message,
        notification_type=message.notification_type,
        related_task_item_id=message.related_task_item_id,
        related_ticket_number=message.related_ticket_number,
        metadata=message.metadata,
    )
    why = own_reason(message.notification_type, message.metadata)
    return Telling(notice=notice, recipients={message.user_id: why}, context=context)


def _look_up_roles(message: CreateNotification) -> None:
    for system, role in _roles(message):
        refresh_role(system=system, role=role)


@handles(
    CreateNotification, natural_key=lambda message: message.deduplication_id, before=_look_up_roles
)
def create_notification(message: CreateNotification) -> None:
    notice = Notice(
        event_id=message.deduplication_id,
        subject=message.subject,
        message=message.message,
        notification_type=message.notification_type,
        related_task_item_id=message.related_task_item_id,
        related_ticket_number=message.related_ticket_number,
        metadata=message.metadata,
    )
    holders = known_holders(_roles(message))
    notify([Telling(notice=notice, recipients=_recipients(message, holders))])
    keep(_to_nobody(message, role) for role, people in holders.items() if not people)


def _to_nobody(message: CreateNotification, role: Role) -> UnsentNotice:
    return UnsentNotice(
        event_id=message.deduplication_id,
        role=" ".join(role),
        cause=UnsentNotice.Cause.NOBODY_IN_ROLE,
        subject=message.subject,
        notification_type=message.notification_type,
        related_ticket_number=message.related_ticket_number,
    )


@handles(LegacyAssignment)
def send_assignment_notification(message: LegacyAssignment) -> None:
    notice = Notice(
        event_id=str(current_message_id()),
        subject=f"New Task: {message.task_title}"[:300],
        message=f"You have been assigned to {message.task_id}: {message.task_title}",
        notification_type="task_assignment",
        metadata={"task_number": message.task_id, "role": message.role_name},
    )
    why = role_reason("TTS", message.role_name)
    notify([Telling(notice=notice, recipients={message.user_id: why})])


def _recipients(
    message: CreateNotification, holders: Mapping[Role, Sequence[int]]
) -> dict[int, str]:
    """Who is told and why; being named oneself outweighs holding a role."""
    by_role = {
        user_id: role_reason(*role) for role, user_ids in holders.items() for user_id in user_ids
    }
    why = own_reason(message.notification_type, message.metadata)
    return by_role | dict.fromkeys(message.recipients.get("users", ()), why)


def _roles(message: CreateNotification) -> list[Role]:
    roles = message.recipients.get("roles", ())
    return [(one.get("system", "TTS"), one["role"]) for one in roles]
