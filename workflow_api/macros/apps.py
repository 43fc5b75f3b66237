from django.apps import AppConfig


class MacrosConfig(AppConfig):
    name = "workflow_api.macros"
    default_auto_field = "django.db.models.BigAutoField"
