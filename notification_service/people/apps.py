from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "notification_service.people"
