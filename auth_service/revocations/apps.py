from django.apps import AppConfig


class RevocationsConfig(AppConfig):
    name = "auth_service.revocations"
    label = "revocations"
