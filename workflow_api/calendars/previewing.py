"""Trying out working time."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils import timezone

from workflow_api.engine.calendars import WorkingTime

MOST_WINDOWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """When so much working time is over, and the stretches in which it passes."""

    starts_at: datetime
    due_at: datetime
    weekly_seconds: int
    windows: list[Stretch]


def preview(working_time: WorkingTime, seconds: float, starts_at: datetime | None) -> Preview:
    """Count `seconds` of working time from a moment, or from now on."""
    start = starts_at or timezone.now()
    due = working_time.add(start, seconds)
    windows = islice(working_time.windows(start, due), MOST_WINDOWS)
    return Preview(
        starts_at=start,
        due_at=due,
        weekly_seconds=working_time.weekly_seconds,
        windows=[Stretch(starts_at=since, ends_at=until) for since, until in windows],
    )
