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
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seconds = models.IntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["started_at", "id"]
        indexes = [models.Index(name="sla_segment_by_task", fields=["task", "started_at"])]
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
                name="sla_pause_says_why", condition=~Q(kind="paused") | Q(reason__gt="")
            ),
        ]


class SlaRung(models.Model):
    """A warning that was given; it is given once per cycle of a task, ever."""

    class Rung(models.IntegerChoices):
        WARNING = 75
        BREACH = 100

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="sla_rungs")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    cycle = models.PositiveSmallIntegerField()
    fired_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sla_rung_fires_once", fields=["task", "rung", "cycle"]),
            models.CheckConstraint(name="sla_rung_known", condition=Q(rung__in=[75, 100])),
        ]
