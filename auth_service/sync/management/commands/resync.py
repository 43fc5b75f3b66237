from typing import Any

from django.core.management.base import BaseCommand

from auth_service.sync.services import announce_everything


class Command(BaseCommand):
    help = "Publishes roles, assignments and availability again, for services without a copy."

    def handle(self, **options: Any) -> None:
        roles, assignments, availability = announce_everything()
        self.stdout.write(
            f"{roles} roles, {assignments} assignments and the availability of {availability} "
            "people are on their way"
        )
