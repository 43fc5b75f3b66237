from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "auth_service.alerts"
    label = "alerts"
