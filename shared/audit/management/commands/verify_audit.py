import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from shared.audit.heads import head_of
from shared.audit.verifying import verify


class Command(BaseCommand):
    help = "Compare every audit row with its seal; prints one JSON document, fails on a finding."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="first day (UTC)")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="last day (UTC)")
        parser.add_argument("--head", type=head_of, help="a seal that was noted earlier")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(first=options["first"], last=options["last"], head=options["head"])
        self.stdout.write(json.dumps(report.as_dict(), default=str))
        if not report.intact:
            raise SystemExit(1)
