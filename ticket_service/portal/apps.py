from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ticket_service.portal"
    label = "portal"
