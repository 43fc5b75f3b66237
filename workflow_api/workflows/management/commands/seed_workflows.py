import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflow_api.workflows.seeding import missing_roles, seed

POLL_SECONDS = 0.5


class Command(BaseCommand):
    help = "Create and deploy the workflows of a new installation; those present stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait",
            type=float,
            default=0,
            metavar="SECONDS",
            help="how long to wait for the roles to arrive from auth_service",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._wait_for_roles(options["wait"])
        with transaction.atomic():
            new = seed()
        for workflow in new:
            self.stdout.write(f"deployed {workflow.name}")
        self.stdout.write(f"{len(new)} workflows seeded")

    def _wait_for_roles(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while missing := missing_roles():
            if time.monotonic() >= deadline:
                raise CommandError(f"No active members yet of: {', '.join(sorted(missing))}")
            time.sleep(POLL_SECONDS)
