from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "workflow_api.live"
    default_auto_field = "django.db.models.BigAutoField"
