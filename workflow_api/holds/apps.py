from django.apps import AppConfig


class HoldsConfig(AppConfig):
    name = "workflow_api.holds"
    default_auto_field = "django.db.models.BigAutoField"
