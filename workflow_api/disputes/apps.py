from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "workflow_api.disputes"
    label = "disputes"
