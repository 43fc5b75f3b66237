from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "auth_service.letters"
    label = "letters"
