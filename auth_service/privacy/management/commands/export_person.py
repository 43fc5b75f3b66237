import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rest_framework.utils.encoders import JSONEncoder

from auth_service.privacy.services import export_person
from shared.errors import DomainError


class Command(BaseCommand):
    help = "Prints what is known of a person as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user_id", type=int)

    def handle(self, **options: Any) -> None:
        try:
            export = export_person(user_id=options["user_id"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(json.dumps(export, cls=JSONEncoder, indent=2, ensure_ascii=False))
