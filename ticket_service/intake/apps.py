from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "ticket_service.intake"
    label = "intake"
