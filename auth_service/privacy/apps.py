from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "auth_service.privacy"
    label = "privacy"
