from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "workflow_api.tasks"
    default_auto_field = "django.db.models.BigAutoField"
