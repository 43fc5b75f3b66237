from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "shared.audit"
    label = "seals"
