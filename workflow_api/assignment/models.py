"""Why somebody got a piece of work, and why others did not."""

from django.db import models
from django.utils import timezone


class AssignmentDecision(models.Model):
    """One answer to "whose turn is it?"; `chosen_id` is empty when nobody could take the work."""

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="decisions")
    # Empty when the question was who coordinates the task.
    item = models.ForeignKey("tasks.TaskItem", models.CASCADE, null=True, related_name="decisions")
    at = models.DateTimeField(default=timezone.now)
    policy = models.CharField(max_length=80)
    role = models.CharField(max_length=150)
    chosen_id = models.PositiveBigIntegerField(null=True)
    chosen_name = models.CharField(max_length=200, blank=True)
    # [{user_id, name}] in the order of their turn; [{user_id, name, reason}].
    candidates = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    why = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="decision_by_task", fields=["task", "id"])]
