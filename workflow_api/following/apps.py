from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "workflow_api.following"
    default_auto_field = "django.db.models.BigAutoField"
