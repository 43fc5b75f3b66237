"""`./tts trace`: what every service did under one correlation id, in the order of time.

From the log lines, the audit, and the outboxes: what has not been sent yet is part of the way.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from rich.table import Table

from deploy.catalogue import SERVICES
from deploy.cli.progress import out
from deploy.failure import StepFailed
from deploy.instance import Instance
from deploy.provisioning.addresses import native
from deploy.provisioning.database import DATABASE, Connection, connect
from deploy.provisioning.secret_values import Secrets

# Shown in columns of their own, or the same on every line.
_KNOWN = frozenset(
    {"timestamp", "service", "event", "operation", "message_id", "correlation_id", "logger"}
)
_AUDIT = """
    SELECT at, action, object_type, object_id, actor_name, reason
    FROM workflow.audit_auditevent WHERE correlation_id = %s
"""
_WAITING = """
    SELECT created_at, message_id, task, exchange, attempts, last_error
    FROM {}.outbox_outboxmessage WHERE strpos(headers, %s) > 0
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """`source` is a process whose log said it, or `audit`, or `outbox` for what still waits."""

    at: datetime
    service: str
    source: str
    what: str
    message_id: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


def trace(instance: Instance, secrets: Secrets, correlation_id: str) -> dict[str, Any]:
    """The document of `trace --json`. Raises StepFailed when nothing is known of the id.

    `incomplete` says why the database contributed nothing, or is empty.
    """
    entries, incomplete = list(from_logs(instance.logs, correlation_id)), ""
    try:
        with connect(native(instance).postgres, secrets, DATABASE) as database:
            entries += from_database(database, correlation_id)
    except psycopg.Error as error:
        incomplete = f"audit and outboxes are missing: {str(error).strip()}"
    if not entries:
        raise StepFailed(
            f"nothing is known of {correlation_id}",
            advice=incomplete or "Logs are kept for a while only; is the id complete?",
        )
    return document(correlation_id, entries, incomplete)


def document(correlation_id: str, entries: Iterable[Entry], incomplete: str) -> dict[str, Any]:
    """The entries in the order of time, and which services and messages they name."""
    ordered = sorted(entries, key=lambda entry: entry.at)
    return {
        "correlation_id": correlation_id,
        "services": list(dict.fromkeys(entry.service for entry in ordered)),
        "message_ids": list(dict.fromkeys(e.message_id for e in ordered if e.message_id)),
        "entries": [{**asdict(entry), "at": entry.at.isoformat()} for entry in ordered],
        "incomplete": incomplete,
    }


def from_logs(folder: Path, correlation_id: str) -> Iterator[Entry]:
    """What the processes logged, rotated files included; other lines than ours are passed over."""
    for path in sorted(folder.glob("*.log*")):
        with path.open(errors="replace") as stream:
            for line in stream:
                if correlation_id in line and (entry := _logged(path, line, correlation_id)):
                    yield entry


def _logged(path: Path, line: str, correlation_id: str) -> Entry | None:
    try:
        event = json.loads(line)
        if event["correlation_id"] != correlation_id:
            return None
        at = datetime.fromisoformat(event["timestamp"])
        what = " ".join(str(event[key]) for key in ("event", "operation") if event.get(key))
    except (ValueError, KeyError, TypeError):
        return None
    return Entry(
        at=at,
        service=str(event.get("service", "")),
        source=path.name.partition(".")[0],
        what=what,
        message_id=event.get("message_id"),
        details={key: value for key, value in event.items() if key not in _KNOWN},
    )


def from_database(database: Connection, correlation_id: str) -> Iterator[Entry]:
    """The audit of workflow_api, and the messages that wait in any outbox."""
    for row in database.execute(_AUDIT, [correlation_id]).fetchall():
        at, action, kind, identity, actor, reason = row
        yield Entry(
            at=_utc(at),
            service="workflow_api",
            source="audit",
            what=f"{action} {kind} {identity}",
            details={"actor": actor, **({"reason": reason} if reason else {})},
        )
    for service in SERVICES:
        query = sql.SQL(_WAITING).format(sql.Identifier(service.schema))
        for row in database.execute(query, [correlation_id]).fetchall():
            at, message_id, task, queue, attempts, error = row
            yield Entry(
                at=_utc(at),
                service=service.package,
                source="outbox",
                what=f"waits to be sent: {task} to {queue}",
                message_id=str(message_id),
                details={"attempts": attempts, **({"last_error": error} if error else {})},
            )


def _utc(at: object) -> datetime:
    assert isinstance(at, datetime)
    return at.astimezone(UTC)


def show(found: dict[str, Any]) -> None:
    """The same as a table, times as they were on this day."""
    table = Table("time (UTC)", "process", "what", "message", "details", box=None)
    for entry in found["entries"]:
        details = ", ".join(f"{key} {value}" for key, value in entry["details"].items())
        where = entry["source"]
        if where in ("audit", "outbox"):
            where = f"{entry['service']} {where}"
        time = entry["at"][11:23]
        table.add_row(time, where, entry["what"], (entry["message_id"] or "")[:8], details)
    out.print(table)
    out.print(f"{len(found['entries'])} entries, {len(found['services'])} services")
    if found["incomplete"]:
        out.print(found["incomplete"], style="yellow", markup=False)
