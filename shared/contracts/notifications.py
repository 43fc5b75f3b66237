"""Telling people: in the application and by e-mail."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from shared.contracts.base import Message

INAPP = "INAPP_NOTIFICATION_QUEUE"
EMAIL = "EMAIL_NOTIFICATION_QUEUE"

TYPES = (
    "task_assignment",
    "task_transfer_in",
    "task_transfer_out",
    "task_escalation",
    "task_completed",
    "task_update",
    "sla_warning",
    "sla_breach",
    "comment_added",
    "mention",
    "ticket_unrouted",
    "dead_letter",
    "external_approval_pending",
    "integration_down",
    "system",
    "password_reset",
    "invitation",
    "login_alert",
    "failed_login",
    "profile_change",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAssignmentNotification(Message):
    """One person got work to do."""

    TASK: ClassVar[str] = "notifications.tasks.create_assignment_notification"
    QUEUE: ClassVar[str] = INAPP

    user_id: int
    subject: str
    message: str
    notification_type: str = "task_assignment"
    related_task_item_id: int | None = None
    related_ticket_number: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateNotification(Message):
    """`recipients` is `{"users": [id], "roles": [{"system", "role"}]}`.

    Nobody is told twice under one `deduplication_id`.
    """

    TASK: ClassVar[str] = "notifications.tasks.create_notification"
    QUEUE: ClassVar[str] = INAPP

    recipients: dict[str, Any]
    subject: str
    message: str
    notification_type: str
    deduplication_id: str
    related_task_item_id: int | None = None
    related_ticket_number: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyAssignment(Message):
    """The older form of an assignment: only ids and titles."""

    TASK: ClassVar[str] = "task.send_assignment_notification"
    QUEUE: ClassVar[str] = INAPP

    user_id: int
    task_id: str
    task_title: str
    role_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendEmail(Message):
    """A mail to `to`, or to the address that auth_service knows for `user_id`."""

    TASK: ClassVar[str] = "notifications.tasks.send_email_notification"
    QUEUE: ClassVar[str] = EMAIL

    subject: str
    message: str
    notification_type: str = "system"
    user_id: int | None = None
    to: str | None = None
    notification_id: str | None = None
    related_ticket_number: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
