from django.apps import AppConfig


class SendingsConfig(AppConfig):
    name = "notification_service.sendings"
