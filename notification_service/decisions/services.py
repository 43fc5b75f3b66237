"""Keeping why somebody was not told."""

from collections.abc import Iterable
from datetime import datetime

from notification_service.decisions.models import UnsentNotice


def keep(unsent: Iterable[UnsentNotice]) -> None:
    """Store decisions; the same one again, of a message that came twice, changes nothing."""
    if rows := list(unsent):
        UnsentNotice.objects.bulk_create(rows, ignore_conflicts=True)


def forget(before: datetime, limit: int) -> int:
    """Delete the oldest decisions made before a moment; for settings.RETENTION."""
    old = UnsentNotice.objects.filter(at__lt=before).order_by("at")[:limit]
    return UnsentNotice.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
