from django.apps import AppConfig


class HandOverConfig(AppConfig):
    name = "workflow_api.hand_over"
    default_auto_field = "django.db.models.BigAutoField"
