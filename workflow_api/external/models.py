"""What workflows asked of other systems, and what those answered."""

import uuid
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shared.integrations.errors import InvalidRequest, Refused
from shared.integrations.policies import POLICIES

# Asking the same again would end the same way.
DECIDED: Final = (Refused.code, InvalidRequest.code)


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


class ExternalCall(models.Model):
    """One question of an integration step to another system.

    A repetition of a question whose fate is unknown has the same key, so that it counts once.
    `attempts` are those made for the present state; `answered_in` is the message that led to it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SUCCEEDED = "succeeded"
        REJECTED = "rejected"
        FAILED = "failed"

    class Resolution(models.TextChoices):
        NONE = ""
        RETRIED = "retried"
        BY_HAND = "by_hand"
        LEFT = "left"

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="external_calls")
    item = models.ForeignKey("tasks.TaskItem", models.CASCADE, related_name="external_calls")
    operation = models.CharField(max_length=64)
    system = models.CharField(max_length=32)
    adapter_version = models.CharField(max_length=20)
    idempotency_key = models.UUIDField(default=uuid.uuid4)
    request = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    outcomes = models.JSONField(default=list)
    result = models.JSONField(null=True)
    error_code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    alternatives = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    answered_in = models.UUIDField(null=True)
    resolution = models.CharField(
        max_length=10, choices=Resolution, default=Resolution.NONE, blank=True
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="external_call_by_system", fields=["system", "-id"])]
        constraints = [
            models.UniqueConstraint(
                name="external_call_one_waiting_per_item",
                fields=["item"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="external_call_state_known",
                condition=Q(state__in=["waiting", "succeeded", "rejected", "failed"]),
            ),
            models.CheckConstraint(
                name="external_call_resolution_known",
                condition=Q(resolution__in=["", "retried", "by_hand", "left"]),
            ),
            models.CheckConstraint(
                name="external_call_answered_iff_not_waiting",
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
            ),
        ]

    @property
    def fate_is_unknown(self) -> bool:
        """Whether the question may have taken effect although there is no answer."""
        return self.state == self.State.FAILED and self.error_code != Refused.code

    @property
    def is_unanswered(self) -> bool:
        """Whether the system could not answer, and is one whose unanswered questions are kept."""
        keeps = POLICIES[self.system].dead_letters
        return self.state == self.State.FAILED and self.error_code not in DECIDED and keeps
