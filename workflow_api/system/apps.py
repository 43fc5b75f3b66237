from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "workflow_api.system"
