from django.apps import AppConfig


class ReplaysConfig(AppConfig):
    name = "workflow_api.replays"
    default_auto_field = "django.db.models.BigAutoField"
