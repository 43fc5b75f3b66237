from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "shared.inbox"
    label = "inbox"
