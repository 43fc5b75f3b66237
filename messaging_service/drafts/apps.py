from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "messaging_service.drafts"
    default_auto_field = "django.db.models.BigAutoField"
