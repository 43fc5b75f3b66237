import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rest_framework.serializers import Serializer

from auth_service.access.seeding import seed
from auth_service.access.serializers import SeedClient, SeedPerson
from shared.errors import DomainError
from shared.http.errors import field_errors


class Command(BaseCommand):
    help = "Makes systems, roles and signing keys, and the people and programs of two JSON files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=Path, help="a JSON array of people")
        parser.add_argument("--clients", type=Path, help="a JSON array of service clients")

    def handle(self, **options: Any) -> None:
        people = _read(options["people"], SeedPerson)
        clients = _read(options["clients"], SeedClient)
        try:
            done = seed(people=people, clients=clients)
        except DomainError as error:
            reasons = [f"{detail.field} {detail.message}" for detail in error.details]
            raise CommandError("; ".join([error.message, *reasons])) from error
        counted = ", ".join(f"{count} {noun}" for noun, count in asdict(done).items() if count)
        self.stdout.write(f"Seeded: {counted or 'nothing was missing'}")


def _read(path: Path | None, shape: type[Serializer]) -> list[dict[str, Any]]:
    if path is None:
        return []
    try:
        rows = shape(data=json.loads(path.read_text()), many=True)
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if not rows.is_valid():
        faults = [f"{fault.field} {fault.message}" for fault in field_errors(rows.errors)]
        raise CommandError(f"{path}: {'; '.join(faults)}")
    checked: list[dict[str, Any]] = rows.validated_data
    return checked
