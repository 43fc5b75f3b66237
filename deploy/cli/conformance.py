"""`./tts conformance`: does an endpoint that a partner builds do what TTS relies on?"""

import argparse
import json
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from deploy.cli.progress import out, stage
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.credentials import credentials
from deploy.provisioning.secret_values import Secrets, load
from simulators.broker import Unreachable
from simulators.conformance.run import SYSTEMS, TOLD, Receipts, conform

MARKS = {"passed": "[green]✔[/]", "failed": "[red]✘[/]", "untried": "[dim]?[/]"}


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("system", choices=SYSTEMS)
    command.add_argument("--url", help="the partner's address (default: this instance's simulator)")
    command.add_argument("--key", help="what callers show there (default: this instance's key)")
    command.add_argument("--request", type=Path, help="JSON file with a request that is good there")
    command.add_argument("--timeout", type=float, help="seconds (default: those of the adapter)")
    text = "await receipts there; completions go into the partner's queue"
    command.add_argument("--receipts", metavar="HOST:PORT", help=text)
    command.add_argument("--broker-url", help="where that queue is (default: this instance)")
    command.add_argument("--receipt-key", metavar="ID:SECRET", help="what signs the receipts")


def conformance(instance: Instance, options: argparse.Namespace) -> dict[str, Any]:
    """The document of `conformance --json`."""
    secrets = load(instance.secrets_file) if instance.exists else {}
    url = options.url or _own_url(instance, options.system)
    key = options.key or _own_key(secrets, options.system)
    with stage(f"Asking {options.system} at {url}"):
        try:
            return conform(
                options.system,
                url,
                key,
                request=_request(options.request),
                timeout=options.timeout,
                receipts=_receipts(instance, secrets, options),
            )
        except (Unreachable, OSError) as error:
            raise StepFailed(f"receipts cannot be tried: {error}") from error


def _own_url(instance: Instance, system: str) -> str:
    if not instance.exists:
        raise StepFailed("there is no TTS here whose simulator could be asked", advice="Name --url")
    return native(instance).partner(system)


def _own_key(secrets: Secrets, system: str) -> str:
    own = secrets.get(system, {})
    key: str | None = own.get("api_key") or own.get("token")
    if key is None:
        raise StepFailed("there is no TTS here that has a key for it", advice="Name --key")
    return key


def _request(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        body = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise StepFailed(f"{path} is no JSON file: {error}") from error
    if not isinstance(body, dict):
        raise StepFailed(f"{path} must hold one JSON object")
    return body


def _receipts(instance: Instance, secrets: Secrets, options: argparse.Namespace) -> Receipts | None:
    if options.receipts is None:
        return None
    if options.system not in TOLD:
        raise StepFailed(f"{options.system} sends no receipts", advice=f"Only {', '.join(TOLD)} do")
    host, _, port = options.receipts.rpartition(":")
    if not host or not port.isdigit():
        raise StepFailed("--receipts must be HOST:PORT")
    key_id, _, secret = (options.receipt_key or "").partition(":")
    own = secrets.get(options.system, {})
    return Receipts(
        broker_url=options.broker_url or _own_broker(instance, secrets, options.system),
        host=host,
        port=int(port),
        key_id=key_id or own.get("receipt_key_id", ""),
        secret=secret or own.get("receipt_secret", ""),
    )


def _own_broker(instance: Instance, secrets: Secrets, system: str) -> str:
    if not instance.exists:
        raise StepFailed("there is no TTS here that has a broker", advice="Name --broker-url")
    url: str = credentials(native(instance), secrets)[system]["amqp_url"]
    return url


def show(document: dict[str, Any]) -> None:
    """A line per finding; of those that failed, what was sent, expected and came."""
    table = Table("", "rule", "expected", "came", box=None)
    for row in document["findings"]:
        mark = MARKS[row["verdict"]]
        table.add_row(mark, row["rule"], escape(row["expected"][:60]), escape(row["came"][:70]))
    out.print(table)
    failed = [row for row in document["findings"] if row["verdict"] == "failed"]
    for row in failed:
        out.print(f"\n[red]{row['rule']}[/] ({row['documented']})")
        for name in ("sent", "expected", "came"):
            out.print(f"  {name}: {row[name]}", markup=False)
    verdict = f"{len(failed)} findings against it" if failed else "conforms"
    out.print(f"\n{document['system']} at {document['url']}: {verdict}", markup=False)
