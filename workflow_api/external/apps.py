from django.apps import AppConfig


class ExternalConfig(AppConfig):
    name = "workflow_api.external"
    default_auto_field = "django.db.models.BigAutoField"
