from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "notification_service.decisions"
    default_auto_field = "django.db.models.BigAutoField"
