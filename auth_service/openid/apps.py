from django.apps import AppConfig


class OpenIdConfig(AppConfig):
    name = "auth_service.openid"
    label = "openid"
