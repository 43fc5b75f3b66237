from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "workflow_api.board"
