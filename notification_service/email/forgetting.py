"""Mails long sent or given up: they hold addresses and words that nobody needs any more."""

from datetime import datetime

from notification_service.email.models import EmailDelivery


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` mails made before `before` that are not going to be attempted."""
    done = EmailDelivery.objects.filter(created_at__lt=before, next_attempt_at__isnull=True)
    keys = list(done.order_by("created_at").values_list("pk", flat=True)[:limit])
    return EmailDelivery.objects.filter(pk__in=keys).delete()[0]
