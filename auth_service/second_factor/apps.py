from django.apps import AppConfig


class SecondFactorConfig(AppConfig):
    name = "auth_service.second_factor"
    label = "second_factor"
