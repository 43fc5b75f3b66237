"""Sendings hold addresses and words that nobody needs once their mails are forgotten."""

from datetime import datetime

from notification_service.sendings.models import Sending


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` sendings asked for before `before`."""
    old = Sending.objects.filter(requested_at__lt=before).order_by("requested_at")
    keys = list(old.values_list("pk", flat=True)[:limit])
    return Sending.objects.filter(pk__in=keys).delete()[0]
