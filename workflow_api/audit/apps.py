from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "workflow_api.audit"
    default_auto_field = "django.db.models.BigAutoField"
