from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "workflow_api.drafting"
    default_auto_field = "django.db.models.BigAutoField"
