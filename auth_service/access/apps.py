from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "auth_service.access"
    label = "access"
