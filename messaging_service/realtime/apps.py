from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "messaging_service.realtime"
