from django.apps import AppConfig


class ViewsConfig(AppConfig):
    name = "workflow_api.views"
    default_auto_field = "django.db.models.BigAutoField"
