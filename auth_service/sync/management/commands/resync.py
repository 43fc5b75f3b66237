from typing import Any

from django.core.management.base import BaseCommand

from auth_service.sync.services import announce_everything


class Command(BaseCommand):
    help = "Publishes every role and assignment again, for services that lost their copy."

    def handle(self, **options: Any) -> None:
        roles, assignments = announce_everything()
        self.stdout.write(f"{roles} roles and {assignments} assignments are on their way")
