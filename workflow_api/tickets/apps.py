from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "workflow_api.tickets"
    default_auto_field = "django.db.models.BigAutoField"
