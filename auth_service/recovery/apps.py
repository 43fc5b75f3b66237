from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "auth_service.recovery"
    label = "recovery"
