from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from workflow_api.tasks.services.telling import tell_all


class Command(BaseCommand):
    help = (
        "Tell ticket_service again how tickets stand and whose affair they are; what it knows "
        "already stays as it is. Needed once after an upgrade, for tickets nobody acts on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--open", action="store_true", help="only tickets that are worked on")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{tell_all(only_open=options['open'])} tickets told")
