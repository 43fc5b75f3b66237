from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from auth_service.tokens import keys
from shared.errors import DomainError


class Command(BaseCommand):
    help = "Lets the next key sign and publishes a new next one; tokens that are out stay valid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-once",
            action="store_true",
            help="even if services may not know the next key yet: they refuse its tokens for "
            "up to 30 s",
        )

    def handle(self, *, at_once: bool = False, **options: Any) -> None:
        try:
            kid = keys.rotate(at_once=at_once)
        except DomainError as error:
            raise CommandError(error.message) from error
        if kid is None:
            self.stdout.write("Nothing to do: the next key was published only minutes ago")
        else:
            self.stdout.write(f"Signing with {kid} from now on")
