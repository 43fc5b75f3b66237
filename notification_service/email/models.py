import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from shared.contracts.notifications import TYPES


class EmailDeliveryQuerySet(models.QuerySet["EmailDelivery"]):
    def due(self) -> "EmailDeliveryQuerySet":
        """Waiting for an attempt now, or abandoned by a process that died in the middle of one."""
        return self.filter(next_attempt_at__lte=timezone.now())

    def failed(self) -> "EmailDeliveryQuerySet":
        """Attempted in vain, whether or not it is going to be attempted again."""
        return self.filter(status=EmailDelivery.Status.FAILED)

    def late(self) -> "EmailDeliveryQuerySet":
        """Not sent yet, for a reason that has nothing to do with the one mailbox."""
        own_fault = EmailDelivery.Obstacle.RECIPIENT
        return self.filter(next_attempt_at__isnull=False).exclude(obstacle=own_fault)

    @transaction.atomic
    def claim(self, pks: Sequence[uuid.UUID], lease: timedelta) -> list["EmailDelivery"]:
        """Reserve those of the deliveries that are due for one attempt each, oldest first."""
        mine = self.due().filter(pk__in=pks).order_by("next_attempt_at", "pk")
        claimed = list(mine.select_for_update(skip_locked=True))
        for delivery in claimed:
            delivery.attempts += 1
        self.filter(pk__in=[each.pk for each in claimed]).update(
            status=EmailDelivery.Status.SENDING,
            attempts=models.F("attempts") + 1,
            next_attempt_at=timezone.now() + lease,
        )
        return claimed


class EmailDelivery(models.Model):
    """One mail to one address. Its id is the idempotency key and the core of its Message-ID.

    While `next_attempt_at` is set the mail is still going to be attempted; a failed delivery
    without it has been given up.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    class Obstacle(models.TextChoices):
        """What the last attempt failed at; `server` and `address` concern other mails too."""

        SERVER = "server"
        RECIPIENT = "recipient"
        ADDRESS = "address"

    id = models.UUIDField(primary_key=True, editable=False)
    user_id = models.PositiveBigIntegerField(null=True)
    to = models.CharField(max_length=254, blank=True, help_text="Empty until looked up.")
    subject = models.CharField(max_length=300)
    message = models.TextField()
    notification_type = models.CharField(max_length=32)
    related_ticket_number = models.CharField(max_length=64, null=True)
    metadata = models.JSONField(default=dict)
    correlation_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    obstacle = models.CharField(max_length=10, choices=Obstacle, blank=True, default="")
    next_attempt_at = models.DateTimeField(null=True, default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EmailDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "email deliveries"
        constraints = [
            models.CheckConstraint(
                name="email_delivery_status_known",
                condition=Q(status__in=["queued", "sending", "sent", "failed"]),
            ),
            models.CheckConstraint(
                name="email_delivery_obstacle_known",
                condition=Q(obstacle__in=["", "server", "recipient", "address"]),
            ),
            models.CheckConstraint(
                name="email_delivery_type_known", condition=Q(notification_type__in=TYPES)
            ),
            models.CheckConstraint(
                name="email_delivery_has_recipient",
                condition=Q(user_id__isnull=False) | ~Q(to=""),
            ),
            models.CheckConstraint(
                name="email_delivery_sent_iff_sent_at",
                condition=Q(status="sent", sent_at__isnull=False, next_attempt_at__isnull=True)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="email_delivery_waits_for_attempt",
                condition=~Q(status__in=["queued", "sending"]) | Q(next_attempt_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="email_delivery_age"),
            models.Index(
                fields=["related_ticket_number", "-created_at"],
                name="email_delivery_by_ticket",
                condition=Q(related_ticket_number__isnull=False),
            ),
            models.Index(
                fields=["next_attempt_at"],
                name="email_delivery_due",
                condition=Q(next_attempt_at__isnull=False),
            ),
        ]
