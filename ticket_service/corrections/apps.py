from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "ticket_service.corrections"
    label = "corrections"
