from django.db import models
from django.db.models import Q
from django.utils import timezone

from shared.contracts.notifications import TYPES


class UnsentNotice(models.Model):
    """A notice that somebody was not sent, and why. What was sent explains itself.

    `user_id` is empty where a role was to be told and nobody holds it.
    """

    class Cause(models.TextChoices):
        OWN_ACT = "own_act"
        TOLD_BEFORE = "told_before"
        NOBODY_IN_ROLE = "nobody_in_role"

    at = models.DateTimeField(default=timezone.now)
    event_id = models.CharField(max_length=200)
    user_id = models.PositiveBigIntegerField(null=True)
    role = models.CharField(max_length=200, blank=True)
    cause = models.CharField(max_length=20, choices=Cause)
    subject = models.CharField(max_length=300)
    notification_type = models.CharField(max_length=32)
    related_ticket_number = models.CharField(max_length=64, null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                name="unsent_by_ticket",
                fields=["related_ticket_number", "-at"],
                condition=Q(related_ticket_number__isnull=False),
            ),
            models.Index(name="unsent_by_age", fields=["at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="unsent_once_per_person_and_event",
                fields=["event_id", "user_id", "role", "cause"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="unsent_cause_known",
                condition=Q(cause__in=["own_act", "told_before", "nobody_in_role"]),
            ),
            models.CheckConstraint(
                name="unsent_to_person_or_role",
                condition=Q(cause="nobody_in_role", user_id=None, role__gt="")
                | (~Q(cause="nobody_in_role") & Q(user_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="unsent_type_known", condition=Q(notification_type__in=TYPES)
            ),
        ]
