from django.db.models import Count, Min
from django.utils import timezone

from notification_service.email.models import EmailDelivery


def late_mail() -> tuple[int, float]:
    """How many mails wait, and for how many seconds the oldest; without those of full mailboxes."""
    found = EmailDelivery.objects.late().aggregate(count=Count("pk"), oldest=Min("created_at"))
    if found["oldest"] is None:
        return 0, 0.0
    return found["count"], (timezone.now() - found["oldest"]).total_seconds()
