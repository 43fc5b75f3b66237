"""What was ticked on the checklists of steps."""

from django.db import models
from django.db.models.functions import MD5
from django.utils import timezone


class Tick(models.Model):
    """One item of a step's checklist that somebody vouched for.

    `visit` is the task's `visit_from` at the time: whoever comes back to a step begins anew.
    """

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="ticks")
    visit = models.PositiveBigIntegerField()
    step_key = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by_id = models.PositiveBigIntegerField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            # The digest, because an index holds no long text.
            models.UniqueConstraint(
                "task", "visit", "step_key", MD5("text"), name="tick_once_per_visit"
            )
        ]
