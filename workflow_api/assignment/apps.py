from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "workflow_api.assignment"
    default_auto_field = "django.db.models.BigAutoField"
