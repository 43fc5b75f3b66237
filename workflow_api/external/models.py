"""What the end of a workflow asked of another system, and what that system answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class EndAction(models.Model):
    """One completion told to AMS or BMS; the key makes a second delivery harmless."""

    class System(models.TextChoices):
        AMS = "ams"
        BMS = "bms"

    class State(models.TextChoices):
        SENT = "sent"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    task = models.OneToOneField("tasks.Task", models.CASCADE, related_name="end_action")
    system = models.CharField(max_length=3, choices=System)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    receipt = models.JSONField(null=True)
    sent_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="end_action_system_known", condition=Q(system__in=["ams", "bms"])
            ),
            models.CheckConstraint(
                name="end_action_answered_iff_receipt",
                condition=Q(state="sent", receipt__isnull=True, answered_at=None)
                | Q(
                    state__in=["confirmed", "refused"],
                    receipt__isnull=False,
                    answered_at__isnull=False,
                ),
            ),
        ]
