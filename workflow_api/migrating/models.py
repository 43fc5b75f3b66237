"""Moves of running tasks to another version of their workflow, one row per task."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Migration(models.Model):
    """An admin's order to move tasks; carried out task by task in the background.

    With `canary` it stops after so many tasks until somebody lets it go on.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        WAITING = "waiting"
        FINISHED = "finished"
        CANCELLED = "cancelled"
        UNDOING = "undoing"
        UNDONE = "undone"

    workflow = models.ForeignKey("workflows.Workflow", models.PROTECT, related_name="+")
    to_version = models.ForeignKey("workflows.WorkflowVersion", models.PROTECT, related_name="+")
    # Old step → new step; a step that is not named goes to the one of its key.
    mapping = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    canary = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    started_by_id = models.PositiveBigIntegerField(null=True)
    started_by_name = models.CharField(max_length=200)
    # What is done later belongs to the request that ordered it.
    correlation_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="migration_one_at_a_time",
                fields=["workflow"],
                condition=Q(status__in=["queued", "running", "waiting", "undoing"]),
            ),
            models.CheckConstraint(
                name="migration_status_known",
                condition=Q(
                    status__in=[
                        "queued",
                        "running",
                        "waiting",
                        "finished",
                        "cancelled",
                        "undoing",
                        "undone",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="migration_counts_add_up",
                condition=Q(done__lte=F("total"), done=F("moved") + F("refused"))
                & Q(undone__lte=F("moved")),
            ),
            models.CheckConstraint(name="migration_says_why", condition=Q(reason__gt="")),
        ]


class Move(models.Model):
    """One task's part in a migration."""

    class Status(models.TextChoices):
        PENDING = "pending"
        MOVED = "moved"
        REFUSED = "refused"
        SKIPPED = "skipped"
        UNDONE = "undone"
        KEPT = "kept"

    migration = models.ForeignKey(Migration, models.CASCADE, related_name="moves")
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="+")
    from_version = models.ForeignKey("workflows.WorkflowVersion", models.PROTECT, related_name="+")
    from_step = models.CharField(max_length=64)
    to_step = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    reason = models.CharField(max_length=500, blank=True)
    # The task's version after the move: as long as it has that, nobody has acted on it since.
    task_version = models.PositiveIntegerField(null=True)
    # The columns of the open items before the move, by their ids; for undoing.
    items_before = models.JSONField(default=dict)
    # What else a task had whose step was entered anew: its status and visit; for undoing.
    task_before = models.JSONField(default=dict, db_default={})
    # The version whose targets held for the task although it ran on another, if there was one.
    sla_version_before = models.ForeignKey(
        "workflows.WorkflowVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="move_by_status", fields=["migration", "status", "id"])]
        constraints = [
            models.UniqueConstraint(name="move_once_per_task", fields=["migration", "task"]),
            models.CheckConstraint(
                name="move_status_known",
                condition=Q(
                    status__in=["pending", "moved", "refused", "skipped", "undone", "kept"]
                ),
            ),
            models.CheckConstraint(
                name="move_can_be_undone",
                condition=~Q(status="moved") | Q(task_version__isnull=False, to_step__gt=""),
            ),
            models.CheckConstraint(
                name="move_refused_says_why",
                condition=~Q(status__in=["refused", "kept"]) | Q(reason__gt=""),
            ),
        ]
