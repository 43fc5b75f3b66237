from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "shared.integrations"
    label = "integrations"
