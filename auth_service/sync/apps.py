from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "auth_service.sync"
    label = "sync"
