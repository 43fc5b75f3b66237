from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "workflow_api.calendars"
    default_auto_field = "django.db.models.BigAutoField"
