from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "messaging_service.comments"
