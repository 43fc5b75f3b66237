from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflow_api.workflows"
