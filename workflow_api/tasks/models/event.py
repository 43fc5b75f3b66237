"""What happened to a task."""

from django.db import models
from django.utils import timezone

from workflow_api.tasks.models.item import TaskItem
from workflow_api.tasks.models.task import Task


class TaskEvent(models.Model):
    """One line of a task's history, in the words of the people who work on it."""

    class Kind(models.TextChoices):
        STARTED = "started"
        ASSIGNED = "assigned"
        UNASSIGNED = "unassigned"
        CLAIMED = "claimed"
        RELEASED = "released"
        BEGUN = "begun"
        TRANSFERRED = "transferred"
        ESCALATED = "escalated"
        NOT_ESCALATED = "not_escalated"
        RETURNED = "returned"
        COORDINATED = "coordinated"
        TRANSITION = "transition"
        VOTED = "voted"
        MOVED = "moved"
        REOPENED = "reopened"
        CLOSED = "closed"
        CHANGED = "changed"
        HELD = "held"
        RESUMED = "resumed"
        AMENDED = "amended"
        CANCELLED = "cancelled"
        COMPLETED = "completed"
        REJECTED = "rejected"
        SLA_WARNING = "sla_warning"
        SLA_BREACH = "sla_breach"
        SLA_ADJUSTED = "sla_adjusted"
        SLA_RECOUNTED = "sla_recounted"
        PRIORITY = "priority"
        RECEIPT = "receipt"
        MIGRATED = "migrated"

    task = models.ForeignKey(Task, models.CASCADE, related_name="events")
    item = models.ForeignKey(TaskItem, models.CASCADE, null=True, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20, choices=Kind)
    task_version = models.PositiveIntegerField()
    # The number of the version it went by; a migration changes that of the task, not this. Empty
    # in lines that are older than the column.
    workflow_version = models.PositiveIntegerField(null=True)
    # Nobody's id means that a rule of the system did it.
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    step_key = models.CharField(max_length=64, blank=True)
    summary = models.CharField(max_length=300)
    notes = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="event_by_task", fields=["task", "id"])]
