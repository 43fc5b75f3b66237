"""`./tts audit verify`: is every row of the audit as it was written?"""

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from deploy.catalogue import Service, service_named
from deploy.cli.progress import out, stage
from deploy.failure import StepFailed
from deploy.instance import ROOT, Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.environment import service_environment
from deploy.provisioning.secret_values import load

AUDITED: Final = ("workflow", "auth")
SECONDS: Final = 3600


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("act", choices=["verify"], help="compare every row with its seal")
    command.add_argument("--service", choices=AUDITED, help="one of them (default: both)")
    text = "day in UTC, such as 2026-11-21"
    command.add_argument("--from", dest="first", type=date.fromisoformat, help=f"first {text}")
    command.add_argument("--to", dest="last", type=date.fromisoformat, help=f"last {text}")
    command.add_argument("--head", help="a seal that was noted; needs --service")


def audit(instance: Instance, options: argparse.Namespace) -> dict[str, Any]:
    """The document of `audit verify --json`: a report for each service."""
    if options.head and not options.service:
        raise StepFailed("a noted seal is of one service", advice="Name it with --service")
    names = [options.service] if options.service else list(AUDITED)
    reports = {}
    for name in names:
        with stage(f"Verifying the audit of {name}"):
            reports[name] = _verify(instance, service_named(name), _arguments(options))
    return {"intact": all(report["intact"] for report in reports.values()), "services": reports}


def _arguments(options: argparse.Namespace) -> list[str]:
    given = (("--from", options.first), ("--to", options.last), ("--head", options.head))
    return [word for name, value in given if value for word in (name, str(value))]


def _verify(instance: Instance, service: Service, arguments: list[str]) -> dict[str, Any]:
    environment = service_environment(
        service,
        addresses=native(instance),
        secrets=load(instance.secrets_file),
        var=instance.services_var,
        given=os.environ,
    )
    done = subprocess.run(
        [sys.executable, "-m", service.package, "verify_audit", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    try:
        # Above it may stand what the process has logged.
        report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError) as error:
        said = done.stderr.strip().rpartition("\n")[2]
        raise StepFailed(f"the audit of {service.package} cannot be read: {said}") from error
    return report


def show(document: dict[str, Any]) -> None:
    """A line per service, then what was found."""
    table = Table("service", "verdict", "rows", "without a seal yet", "last seal", box=None)
    for name, report in document["services"].items():
        verdict = "[green]intact[/]" if report["intact"] else f"[red]{_counted(report)}[/]"
        figures = (report["checked"], report["waiting"], report["head"])
        table.add_row(name, verdict, *map(str, figures))
    out.print(table)
    for name, report in document["services"].items():
        for finding in report["findings"]:
            out.print(f"{name}: {finding['kind']}: {escape(finding['text'])}")


def _counted(report: dict[str, Any]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in report["counts"].items())
