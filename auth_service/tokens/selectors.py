from django.db.models import QuerySet
from django.utils import timezone

from auth_service.tokens.models import Session
from auth_service.tokens.pairs import REFRESH_LIFETIME


def live_sessions(user_id: int) -> QuerySet[Session]:
    """Sessions of the person that can still be continued, the last used first."""
    lapsed = timezone.now() - REFRESH_LIFETIME
    alive = Session.objects.filter(user_id=user_id, revoked_at=None, last_used_at__gt=lapsed)
    return alive.order_by("-last_used_at", "-created_at")
