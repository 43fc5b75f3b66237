"""What is asked of calendars."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, F, QuerySet

from shared.errors import FieldError, Invalid, NotFound
from workflow_api.calendars.models import Calendar, CalendarVersion
from workflow_api.engine.calendar_documents import compile_calendar
from workflow_api.engine.calendars import WorkingTime

CACHED_VERSIONS = 256


@lru_cache(maxsize=CACHED_VERSIONS)
def compiled(version_id: int) -> WorkingTime:
    """The working time of a version. Versions never change, so it is kept."""
    return compile_calendar(CalendarVersion.objects.get(pk=version_id).content)


def calendars() -> QuerySet[Calendar]:
    """All calendars by name, with their content and how many workflows name them."""
    rows = Calendar.objects.select_related("current_version")
    return rows.annotate(workflow_count=Count("workflows", distinct=True)).order_by("name", "id")


def calendar(calendar_id: int) -> Calendar:
    """One of `calendars()`; NotFound when there is none."""
    found = calendars().filter(pk=calendar_id).first()
    if found is None:
        raise NotFound(f"There is no calendar {calendar_id}")
    return found


def versions(calendar_id: int) -> QuerySet[CalendarVersion]:
    """Every state a calendar had, newest first."""
    return CalendarVersion.objects.filter(calendar=calendar_id)


def current_versions(keys: Iterable[str]) -> dict[str, int]:
    """The present version of each calendar by its key; the empty key (24x7) has none."""
    named = {key for key in keys if key}
    if not named:
        return {}
    rows = Calendar.objects.filter(key__in=named, current_version__isnull=False)
    return dict(rows.values_list("key", F("current_version_id")))


def require_calendar(key: str | None) -> None:
    """Invalid unless there is a calendar of that key; none at all is 24x7.

    The row stays locked until the end of the transaction, so that it is not removed meanwhile.
    """
    if not key:
        return
    rows = Calendar.objects.select_for_update(no_key=True).filter(key=key)
    if not rows.values_list("pk", flat=True):
        fault = FieldError("calendar", f"There is no calendar {key!r}")
        raise Invalid("Validation failed", [fault])
