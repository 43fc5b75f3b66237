from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "auth_service.availability"
    label = "availability"
