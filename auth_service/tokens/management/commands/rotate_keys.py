from typing import Any

from django.core.management.base import BaseCommand

from auth_service.tokens import keys


class Command(BaseCommand):
    help = "Lets the next key sign and publishes a new next one; old tokens stay valid."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Signing with {keys.rotate()} from now on")
