"""Definitions tried on tickets of the past."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Replay(models.Model):
    """A definition that is run over the tickets received from `since` until `until`.

    Everything that could change meanwhile is kept here: the definition, the versions that were
    deployed, the times that steps usually take. After each batch `memory` holds the sums so far
    and `cursor` the last ticket counted, so that whoever goes on after a kill counts none twice.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        FINISHED = "finished"
        CANCELLED = "cancelled"
        FAILED = "failed"

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="replays")
    # Empty: the draft as it was then.
    version_number = models.PositiveIntegerField(null=True)
    definition: Any = models.JSONField()
    # The versions that tickets ran on then: [version id].
    deployed: Any = models.JSONField(default=list)
    usual: Any = models.JSONField(default=dict)
    days = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    cursor: Any = models.JSONField(null=True)
    memory: Any = models.JSONField(null=True)
    result: Any = models.JSONField(null=True)
    # Batches begun and not finished in a row: what kills its worker is given up.
    attempts = models.PositiveSmallIntegerField(default=0)
    started_by = models.PositiveBigIntegerField()
    started_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(name="replay_by_workflow", fields=["workflow", "-id"]),
            models.Index(
                name="replay_waiting", fields=["id"], condition=Q(status__in=["queued", "running"])
            ),
            models.Index(name="replay_by_age", fields=["created_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="replay_one_at_a_time",
                fields=["workflow"],
                condition=Q(status__in=["queued", "running"]),
            ),
            models.CheckConstraint(
                name="replay_status_known",
                condition=Q(status__in=["queued", "running", "finished", "cancelled", "failed"]),
            ),
            models.CheckConstraint(
                name="replay_days_sensible", condition=Q(days__gte=1, days__lte=90)
            ),
            models.CheckConstraint(
                name="replay_done_within_total", condition=Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="replay_result_iff_finished",
                condition=Q(status="finished", result__isnull=False)
                | (~Q(status="finished") & Q(result=None)),
            ),
            models.CheckConstraint(
                name="replay_ended_iff_over",
                condition=Q(status__in=["queued", "running"], ended_at=None)
                | (~Q(status__in=["queued", "running"]) & Q(ended_at__isnull=False)),
            ),
        ]
