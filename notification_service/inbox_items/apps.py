from django.apps import AppConfig


class InboxItemsConfig(AppConfig):
    name = "notification_service.inbox_items"
