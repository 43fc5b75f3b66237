from notification_service.inbox_items.models import InAppNotification, InAppNotificationQuerySet
from shared.identity.caller import Caller


def notifications_of(caller: Caller) -> InAppNotificationQuerySet:
    """The caller's notifications, newest first."""
    return InAppNotification.objects.visible_to(caller).order_by("-created_at", "id")


def unread_count(caller: Caller) -> int:
    return InAppNotification.objects.visible_to(caller).unread().count()
