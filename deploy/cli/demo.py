"""`./tts demo`: run it and show how each ticket fared."""

from typing import Any, Final

import requests
from rich.console import Console
from rich.table import Table

from deploy.clients import Refused
from deploy.demo import Demo
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.provisioning.secret_values import Secrets

SHOWN: Final = 10


def follow_sample(instance: Instance, secrets: Secrets, *, count: int) -> dict[str, Any]:
    """The document of `demo --json`. StepFailed when TTS does not answer or refuses a ticket."""
    try:
        return Demo(instance.service_urls(), secrets).run(count)
    except requests.ConnectionError as error:
        address = error.request.url if error.request else "its address"
        advice = "Start it with ./tts up, or look at ./tts status."
        raise StepFailed(f"TTS does not answer at {address}", advice=advice) from error
    except Refused as error:
        raise StepFailed(str(error), advice="Look at ./tts status and ./tts logs.") from error


def show_demo(document: dict[str, Any], console: Console) -> None:
    """How each ticket reached an agent (the first ones of many), and the sum."""
    table = Table("ticket", "workflow", "task", "assignee", "accepted", "assigned", "notified")
    table.box = None
    for row in document["tickets"][:SHOWN]:
        times = (_shown(row[f"{what}_ms"]) for what in ("accepted", "assigned", "notified"))
        table.add_row(row["ticket_number"], row["workflow"], row["task"], row["assignee"], *times)
    console.print(table)
    if (more := document["count"] - SHOWN) > 0:
        console.print(f"… and {more} more")
    console.print(
        f"{document['accepted']} accepted, {document['assigned']} assigned, "
        f"{document['notified']} notified of {document['count']}, "
        f"{document['duplicates']} twice, in {document['seconds']} s "
        f"(p50 {_shown(document['p50_ms'])}, p95 {_shown(document['p95_ms'])})"
    )


def _shown(milliseconds: float | None) -> str:
    return "-" if milliseconds is None else f"{milliseconds:.0f} ms"
