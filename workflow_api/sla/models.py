"""The ledger every deadline follows from, and the warnings that were given."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class SlaSegment(models.Model):
    """A stretch of a task's life in which the clock ran or stood still.

    An adjustment is a moment (`started_at` = `ended_at`) that grants or takes `seconds`.
    """

    class Kind(models.TextChoices):
        RUNNING = "running"
        PAUSED = "paused"
        ADJUSTED = "adjusted"

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="sla_segments")
    kind = models.CharField(max_length=10, choices=Kind)
    # As the task's `sla_cycle` at the time: a task that is reopened has a ledger of its own.
    cycle = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seconds = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    # False: it was disputed with success. It stays in the ledger, and uses or gives nothing.
    counts = models.BooleanField(default=True, db_default=True)
    # What a running stretch counts in; empty: every second (24x7).
    calendar_version = models.ForeignKey(
        "calendars.CalendarVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["started_at", "id"]
        indexes = [
            models.Index(name="sla_segment_by_task", fields=["task", "started_at"]),
            models.Index(
                name="sla_segment_by_calendar",
                fields=["calendar_version", "task"],
                condition=Q(calendar_version__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="sla_one_open_segment", fields=["task"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="sla_segment_kind_known",
                condition=Q(kind__in=["running", "paused", "adjusted"]),
            ),
            models.CheckConstraint(
                name="sla_segment_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="sla_adjustment_iff_seconds",
                condition=Q(kind="adjusted", seconds__isnull=False, ended_at=F("started_at"))
                | (~Q(kind="adjusted") & Q(seconds=None)),
            ),
            models.CheckConstraint(
                name="sla_only_running_counts_in_a_calendar",
                condition=Q(kind="running") | Q(calendar_version=None),
            ),
            models.CheckConstraint(
                name="sla_every_pause_counts", condition=~Q(kind="paused") | Q(counts=True)
            ),
            models.CheckConstraint(
                name="sla_adjustment_says_why", condition=~Q(kind="adjusted") | Q(reason__gt="")
            ),
            models.CheckConstraint(
                name="sla_adjustment_not_zero", condition=Q(seconds=None) | ~Q(seconds=0)
            ),
            models.CheckConstraint(
                name="sla_pause_says_why", condition=~Q(kind="paused") | Q(reason__gt="")
            ),
        ]


class Recount(models.Model):
    """Running clocks that follow a changed calendar, or the targets of a later version.

    Worked off in the background, task by task: `after_task` is the last one looked at, so that
    whoever goes on after an interruption goes on there.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        FINISHED = "finished"
        CANCELLED = "cancelled"

    calendar = models.ForeignKey("calendars.Calendar", models.CASCADE, null=True, related_name="+")
    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    breached = models.PositiveIntegerField(default=0)
    after_task = models.PositiveBigIntegerField(default=0)
    started_by_id = models.PositiveBigIntegerField(null=True)
    started_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                name="recount_to_do", fields=["id"], condition=Q(status__in=["queued", "running"])
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="recount_of_calendar_or_workflow",
                condition=Q(calendar=None, workflow__isnull=False)
                | Q(calendar__isnull=False, workflow=None),
            ),
            models.CheckConstraint(
                name="recount_status_known",
                condition=Q(status__in=["queued", "running", "finished", "cancelled"]),
            ),
            models.CheckConstraint(
                name="recount_over_iff_finished_at",
                condition=Q(status__in=["queued", "running"], finished_at=None)
                | Q(status__in=["finished", "cancelled"], finished_at__isnull=False),
            ),
        ]


class StepTiming(models.Model):
    """How long tasks took from entering a step to their end, as `engine.remaining` reads it.

    Without a version: of all versions of the workflow. Counted anew every hour.
    """

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="+")
    workflow_version = models.ForeignKey(
        "workflows.WorkflowVersion", models.CASCADE, null=True, related_name="+"
    )
    step_key = models.CharField(max_length=64)
    samples = models.PositiveIntegerField()
    # Seconds on the clock on the wall.
    quantiles: Any = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="step_timing_once",
                fields=["workflow", "workflow_version", "step_key"],
                nulls_distinct=False,
            )
        ]


class SlaRung(models.Model):
    """A rung of the ladder that is behind a task: it is told once per cycle, ever.

    `told` is False for one that lay behind already when the cycle began.
    """

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="sla_rungs")
    # The key of an `engine.ladder.Rung`.
    rung = models.CharField(max_length=20)
    cycle = models.PositiveSmallIntegerField()
    fired_at = models.DateTimeField(default=timezone.now)
    told = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sla_rung_fires_once", fields=["task", "rung", "cycle"]),
            models.CheckConstraint(name="sla_rung_named", condition=~Q(rung="")),
        ]
