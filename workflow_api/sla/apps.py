from django.apps import AppConfig


class SlaConfig(AppConfig):
    name = "workflow_api.sla"
    default_auto_field = "django.db.models.BigAutoField"
