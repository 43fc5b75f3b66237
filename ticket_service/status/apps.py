from django.apps import AppConfig


class StatusConfig(AppConfig):
    name = "ticket_service.status"
    label = "status"
