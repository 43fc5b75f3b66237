from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "auth_service.links"
    label = "links"
