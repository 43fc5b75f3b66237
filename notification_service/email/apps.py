from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "notification_service.email"
