"""One act on many tasks, and what became of each of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class BulkJob(models.Model):
    """What one person wants done to many tasks. First it is previewed, then started."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        RUNNING = "running"
        # A few are done, and the person looks at them before the others follow.
        TRIED = "tried"
        DONE = "done"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_id = models.PositiveBigIntegerField()
    # {username, email, full_name, department, roles, address, user_agent}: on whose behalf.
    owner = models.JSONField()
    action = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    total = models.PositiveIntegerField()
    # Only the items of the trial are being done.
    trying = models.BooleanField(default=False)
    # The job that this one takes back.
    undo_of = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone_by")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(name="bulk_by_owner", fields=["owner_id", "-created_at"]),
            models.Index(name="bulk_running", fields=["started_at"], condition=Q(state="running")),
            models.Index(name="bulk_by_age", fields=["created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="bulk_state_known",
                condition=Q(state__in=["previewed", "running", "tried", "done", "cancelled"]),
            ),
            models.CheckConstraint(
                name="bulk_trial_while_it_lasts",
                condition=Q(trying=False) | Q(state="running"),
            ),
            models.CheckConstraint(
                name="bulk_finished_iff_over",
                condition=Q(state__in=["done", "cancelled"], finished_at__isnull=False)
                | (~Q(state__in=["done", "cancelled"]) & Q(finished_at=None)),
            ),
        ]


class BulkItem(models.Model):
    """One task of a job. It leaves `waiting` in the transaction that acts on the task."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    # A plain number: the choice may name tasks that do not exist.
    task_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    # One of the few that are done first.
    in_trial = models.BooleanField(default=False)
    # Of the task, as the person saw it, and as the act left it.
    version = models.PositiveIntegerField(null=True)
    version_after = models.PositiveIntegerField(null=True)
    # In place of the job's, where they differ from task to task.
    arguments = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(name="bulk_item_next", fields=["job", "state", "position"])]
        constraints = [
            models.UniqueConstraint(name="bulk_item_once_per_job", fields=["job", "task_id"]),
            models.CheckConstraint(
                name="bulk_item_state_known",
                condition=Q(state__in=["waiting", "done", "refused", "cancelled"]),
            ),
            models.CheckConstraint(
                name="bulk_refusal_says_why", condition=~Q(state="refused") | Q(message__gt="")
            ),
        ]

    @property
    def number(self) -> str:
        return f"T-{self.task_id}"
