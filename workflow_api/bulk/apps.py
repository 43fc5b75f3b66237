from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BulkConfig(AppConfig):
    name = "workflow_api.bulk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Every app may offer acts of its own: its module `bulk_actions` registers them.
        autodiscover_modules("bulk_actions")
