from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "workflow_api.checklists"
    default_auto_field = "django.db.models.BigAutoField"
