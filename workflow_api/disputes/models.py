"""Objections to what the clock of a task counts, and what was decided about them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Dispute(models.Model):
    """A line of a ledger that those who work on the task think should not count."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="disputes")
    segment = models.OneToOneField("sla.SlaSegment", models.CASCADE, related_name="dispute")
    reason = models.CharField(max_length=300)
    raised_by_id = models.PositiveBigIntegerField()
    raised_by_name = models.CharField(max_length=200)
    raised_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decision = models.CharField(max_length=300, blank=True)
    decided_by_id = models.PositiveBigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="dispute_state_known", condition=Q(state__in=["open", "accepted", "refused"])
            ),
            models.CheckConstraint(name="dispute_says_why", condition=Q(reason__gt="")),
            models.CheckConstraint(
                name="dispute_decided_iff_by_somebody_and_why",
                condition=Q(state="open", decided_by_id=None, decided_at=None, decision="")
                | Q(
                    state__in=["accepted", "refused"],
                    decided_by_id__isnull=False,
                    decided_at__isnull=False,
                    decision__gt="",
                ),
            ),
        ]
