"""The ledger every deadline follows from, and the warnings that were given."""

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
                name="sla_adjustment_says_why", condition=~Q(kind="adjusted") | Q(reason__gt="")
            ),
            models.CheckConstraint(
                name="sla_adjustment_not_zero", condition=Q(seconds=None) | ~Q(seconds=0)
            ),
            models.CheckConstraint(
                name="sla_pause_says_why", condition=~Q(kind="paused") | Q(reason__gt="")
            ),
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
