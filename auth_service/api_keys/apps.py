from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "auth_service.api_keys"
    label = "api_keys"
