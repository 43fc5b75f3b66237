from django.apps import AppConfig


class SchedulerConfig(AppConfig):
    name = "shared.scheduler"
    label = "scheduler"
