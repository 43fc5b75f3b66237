from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "messaging_service.files"
