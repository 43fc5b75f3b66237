from django.apps import AppConfig


class MigratingConfig(AppConfig):
    name = "workflow_api.migrating"
    default_auto_field = "django.db.models.BigAutoField"
