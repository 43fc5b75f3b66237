"""First answers whose keys nobody may count on any more."""

from datetime import datetime

from shared.idempotency.models import FirstAnswer


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` answers stored before `before`; returns how many."""
    rows = FirstAnswer.objects.filter(stored_at__lt=before).order_by("stored_at")
    keys = list(rows.values_list("pk", flat=True)[:limit])
    return FirstAnswer.objects.filter(pk__in=keys).delete()[0]
