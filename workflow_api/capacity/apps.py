from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "workflow_api.capacity"
    default_auto_field = "django.db.models.BigAutoField"
