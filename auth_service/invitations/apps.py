from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "auth_service.invitations"
    label = "invitations"
