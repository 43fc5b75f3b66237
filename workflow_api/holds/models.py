"""Times in which nobody works on a task, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Reason(models.TextChoices):
    """Why work waits, in the words of the screen."""

    REQUESTER = "waiting_for_requester", "Waiting for the requester"
    SUPPLIER = "waiting_for_supplier", "Waiting for a supplier"
    THIRD_PARTY = "waiting_for_third_party", "Waiting for somebody outside"
    PLANNED = "planned", "Planned for later"
    CAPACITY = "no_capacity", "We have no time for it now"
    OTHER = "other", "Another reason"


# Whoever does not get round to it goes on using up the time that was promised.
CLOCK_RUNS_ON = frozenset({Reason.CAPACITY})


class Hold(models.Model):
    """One hold of a task; `until` lifts it by itself, `ended_at` is empty while it lasts."""

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="holds")
    code = models.CharField(max_length=30, choices=Reason, default=Reason.OTHER)
    note = models.CharField(max_length=300, blank=True)
    stops_clock = models.BooleanField()
    began_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    # Nobody's id means that a rule of the system did it.
    by_id = models.PositiveBigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(name="hold_by_task", fields=["task", "id"]),
            models.Index(
                name="hold_to_be_lifted",
                fields=["until"],
                condition=Q(ended_at=None, until__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="hold_one_at_a_time", fields=["task"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="hold_code_known",
                condition=Q(
                    code__in=[
                        "waiting_for_requester",
                        "waiting_for_supplier",
                        "waiting_for_third_party",
                        "planned",
                        "no_capacity",
                        "other",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="hold_lasts_until_later", condition=Q(until=None) | Q(until__gt=F("began_at"))
            ),
            models.CheckConstraint(
                name="hold_other_says_why", condition=~Q(code="other") | Q(note__gt="")
            ),
        ]

    @property
    def words(self) -> str:
        """The reason as people read it."""
        label = str(Reason(self.code).label)
        if self.code == Reason.OTHER:
            return self.note
        return f"{label}: {self.note}" if self.note else label
