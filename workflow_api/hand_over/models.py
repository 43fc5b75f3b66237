"""The work of somebody who goes away, given to others in one act that can be undone."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

UNDO_WITHIN = timedelta(minutes=15)


class HandOver(models.Model):
    """One plan that was carried out: whose work, by whom, why."""

    user_id = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=1000)
    by_id = models.PositiveBigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(name="hand_over_by_person", fields=["user_id", "-id"])]

    @property
    def undo_until(self) -> datetime:
        return self.at + UNDO_WITHIN


class HandedItem(models.Model):
    """What became of one line of the plan."""

    class Outcome(models.TextChoices):
        HANDED_OVER = "handed_over"
        REFUSED = "refused"
        UNDONE = "undone"
        # It could not be undone: somebody has acted on it.
        KEPT = "kept"

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="items")
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="+")
    received = models.ForeignKey("tasks.TaskItem", models.CASCADE, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    # Who has it now, or why not.
    detail = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="handed_item_once", fields=["hand_over", "task"]),
            models.CheckConstraint(
                name="handed_item_outcome_known",
                condition=Q(outcome__in=["handed_over", "refused", "undone", "kept"]),
            ),
            models.CheckConstraint(
                name="handed_item_refused_iff_nothing_received",
                condition=Q(outcome="refused", received=None)
                | (~Q(outcome="refused") & Q(received__isnull=False)),
            ),
        ]
