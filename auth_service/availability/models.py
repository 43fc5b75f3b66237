from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from auth_service.accounts.models import User


class Availability(models.Model):
    """When a person works. Nobody has to say: without a row, or without shifts, at any hour."""

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="availability")
    time_zone = models.CharField(max_length=64, default="UTC")
    # Rises with every change of the week or of a leave.
    version = models.PositiveIntegerField(default=0)


class Shift(models.Model):
    """Weekly working hours by the clock of the person's time zone."""

    availability = models.ForeignKey(Availability, models.CASCADE, related_name="shifts")
    # As ISO 8601 counts: 1 is Monday.
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    # Not after `starts`: on the next day.
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["availability", "weekday", "starts"], name="shift_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="shift_weekday_known"
            ),
        ]

    def minutes(self) -> tuple[int, int]:
        """Begin and end in minutes since Monday 00:00; the end may lie in the next week."""
        day = (self.weekday - 1) * 24 * 60
        begin, end = _minutes(self.starts), _minutes(self.ends)
        return day + begin, day + end + (0 if end > begin else 24 * 60)


class Leave(models.Model):
    """A time in which a person does not work."""

    availability = models.ForeignKey(Availability, models.CASCADE, related_name="leaves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # In whose clock the two were given and are shown.
    time_zone = models.CharField(max_length=64)
    # Stays here: other services learn when, not why.
    note = models.CharField(max_length=500, blank=True, default="")
    stand_in = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(name="leave_by_end", fields=["ends_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="leave_ends_after_it_starts"
            )
        ]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
