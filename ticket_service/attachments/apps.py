from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "ticket_service.attachments"
    label = "attachments"
