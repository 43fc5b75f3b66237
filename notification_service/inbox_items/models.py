import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shared.identity.caller import Caller


class NotificationType(models.TextChoices):
    """What a notification is about; the contract's list (shared.contracts.notifications.TYPES)."""

    TASK_ASSIGNMENT = "task_assignment"
    TASK_TRANSFER_IN = "task_transfer_in"
    TASK_TRANSFER_OUT = "task_transfer_out"
    TASK_ESCALATION = "task_escalation"
    TASK_COMPLETED = "task_completed"
    TASK_UPDATE = "task_update"
    SLA_WARNING = "sla_warning"
    SLA_BREACH = "sla_breach"
    COMMENT_ADDED = "comment_added"
    MENTION = "mention"
    TICKET_UNROUTED = "ticket_unrouted"
    DEAD_LETTER = "dead_letter"
    EXTERNAL_APPROVAL_PENDING = "external_approval_pending"
    INTEGRATION_DOWN = "integration_down"
    SYSTEM = "system"
    PASSWORD_RESET = "password_reset"  # noqa: S105  a type of notice
    INVITATION = "invitation"
    LOGIN_ALERT = "login_alert"
    FAILED_LOGIN = "failed_login"
    PROFILE_CHANGE = "profile_change"


class InAppNotificationQuerySet(models.QuerySet["InAppNotification"]):
    def visible_to(self, caller: Caller) -> "InAppNotificationQuerySet":
        """Everybody sees their own, admins included."""
        return self.filter(user_id=caller.id)

    def unread(self) -> "InAppNotificationQuerySet":
        return self.filter(is_read=False)


class InAppNotification(models.Model):
    """One notice to one person; `event_id` names what happened, so that nobody hears it twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.PositiveBigIntegerField()
    event_id = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    message = models.TextField()
    notification_type = models.CharField(max_length=32, choices=NotificationType)
    reason = models.CharField(max_length=500, help_text="Why this person was told.")
    related_task_item_id = models.PositiveBigIntegerField(null=True)
    related_ticket_number = models.CharField(max_length=64, null=True)
    metadata = models.JSONField(default=dict)
    is_read = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InAppNotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "event_id"], name="notification_once_per_person_and_event"
            ),
            models.CheckConstraint(
                name="notification_type_known",
                condition=Q(notification_type__in=NotificationType.values),
            ),
            models.CheckConstraint(
                name="notification_read_iff_read_at",
                condition=Q(is_read=True, read_at__isnull=False)
                | Q(is_read=False, read_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["user_id", "-created_at", "id"], name="notification_newest"),
            models.Index(
                fields=["related_ticket_number", "-created_at"],
                name="notification_by_ticket",
                condition=Q(related_ticket_number__isnull=False),
            ),
            models.Index(
                fields=["user_id"], name="notification_unread", condition=Q(is_read=False)
            ),
        ]
