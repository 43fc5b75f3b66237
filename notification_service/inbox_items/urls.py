from django.urls import path

from notification_service.inbox_items.api import (
    MarkAllReadView,
    NotificationListView,
    NotificationView,
)

_BASE = "api/v2/notifications/inapp/"

urlpatterns = [
    path(_BASE, NotificationListView.as_view()),
    path(f"{_BASE}mark-all-read/", MarkAllReadView.as_view()),
    path(f"{_BASE}<uuid:notification_id>/", NotificationView.as_view()),
]
