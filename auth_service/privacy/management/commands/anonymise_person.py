from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from auth_service.privacy.services import Preview, anonymise_person, preview
from shared.errors import DomainError


class Command(BaseCommand):
    help = "Shows what would be forgotten of a person; with --confirm <user name> forgets it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user_id", type=int)
        parser.add_argument("--confirm", metavar="USERNAME", default="")

    def handle(self, **options: Any) -> None:
        try:
            self._show(preview(user_id=options["user_id"]))
            if options["confirm"]:
                self._anonymise(options["user_id"], options["confirm"])
        except DomainError as error:
            reasons = [f"{detail.field} {detail.message}" for detail in error.details]
            raise CommandError("; ".join([error.message, *reasons])) from error

    def _show(self, found: Preview) -> None:
        self.stdout.write(f"Person {found.user_id}, {found.username}")
        for kind, count in found.changes.items():
            self.stdout.write(f"  {count:>6}  {kind.replace('_', ' ')}")
        self.stdout.write("Stays:")
        for text in found.remains:
            self.stdout.write(f"  {text}")

    def _anonymise(self, user_id: int, username: str) -> None:
        receipt = anonymise_person(user_id=user_id, username=username)
        self.stdout.write(f"Forgotten. Receipt {receipt.pk}")
