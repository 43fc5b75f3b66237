"""Why somebody got a piece of work, and why others did not."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AssignmentDecision(models.Model):
    """One answer to "whose turn is it?"; `chosen_id` is empty when nobody could take the work."""

    class Cause(models.TextChoices):
        """What raised the question."""

        ENTRY = "entry"
        COORDINATOR = "coordinator"
        WAITING = "waiting"
        TRANSFER = "transfer"
        ESCALATION = "escalation"
        UNTOUCHED = "untouched"
        LEFT_ROLE = "left_role"
        HAND_OVER = "hand_over"

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="decisions")
    # Empty when the question was who coordinates the task.
    item = models.ForeignKey("tasks.TaskItem", models.CASCADE, null=True, related_name="decisions")
    at = models.DateTimeField(default=timezone.now)
    cause = models.CharField(max_length=12, choices=Cause, default=Cause.ENTRY)
    # The number of the version whose step said so. Empty in rows that are older than the column.
    workflow_version = models.PositiveIntegerField(null=True)
    policy = models.CharField(max_length=80)
    role = models.CharField(max_length=150)
    chosen_id = models.PositiveBigIntegerField(null=True)
    chosen_name = models.CharField(max_length=200, blank=True)
    # [{user_id, name}] in the order of their turn; [{user_id, name, reason}].
    candidates = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    why = models.CharField(max_length=500)
    # The number of the turn that this was; empty when nobody had one.
    turn_no = models.PositiveBigIntegerField(null=True)
    # Who decided, and why; nobody when a rule did.
    decided_by_id = models.PositiveBigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(name="decision_by_task", fields=["task", "id"]),
            models.Index(name="decision_by_role", fields=["role", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_cause_known",
                condition=Q(
                    cause__in=[
                        "entry",
                        "coordinator",
                        "waiting",
                        "transfer",
                        "escalation",
                        "untouched",
                        "left_role",
                        "hand_over",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="decision_turn_is_somebodys",
                condition=Q(turn_no=None) | Q(chosen_id__isnull=False),
            ),
        ]
