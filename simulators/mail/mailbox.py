"""The mails that the sink has taken, the newest few thousand."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at TEXT NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, message_id TEXT NOT NULL, raw BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS message_recipients ON message (recipients);
"""
KEPT = 5000


class Mailbox:
    """`kept` bounds how many mails stay; the oldest go first."""

    def __init__(self, store: Store, *, kept: int = KEPT) -> None:
        self._store = store
        self._kept = kept
        store.prepare(_SCHEMA)

    def add(self, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        mail = parse(raw)
        values = [
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            sender,
            ", ".join(recipients),
            str(mail["Subject"] or ""),
            str(mail["Message-ID"] or ""),
            raw,
        ]
        with self._store.transaction() as store:
            store.execute(
                "INSERT INTO message (received_at, sender, recipients, subject, message_id, raw)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )
            store.execute(
                "DELETE FROM message WHERE id <= (SELECT max(id) FROM message) - ?", [self._kept]
            )

    def search(self, *, to: str = "", subject: str = "", limit: int = 500) -> list[dict[str, Any]]:
        """Newest first; both filters find their text anywhere, in any case."""
        with self._store.reading() as store:
            rows = store.execute(
                "SELECT * FROM message WHERE instr(lower(recipients), lower(?)) > 0"
                " AND instr(lower(subject), lower(?)) > 0 ORDER BY id DESC LIMIT ?",
                [to, subject, limit],
            ).fetchall()
        return [_summary(row) for row in rows]

    def get(self, number: int) -> dict[str, Any] | None:
        """One mail with its parts and its source, or None."""
        with self._store.reading() as store:
            row = store.execute("SELECT * FROM message WHERE id = ?", [number]).fetchone()
        return None if row is None else _complete(row)


def parse(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _summary(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "received_at": row["received_at"],
        "from": row["sender"],
        "to": row["recipients"].split(", "),
        "subject": row["subject"],
        "message_id": row["message_id"],
    }


def _complete(row: sqlite3.Row) -> dict[str, Any]:
    mail = parse(row["raw"])
    return {
        **_summary(row),
        "headers": [[name, str(value)] for name, value in mail.items()],
        "text": _part(mail, "plain"),
        "html": _part(mail, "html"),
        "source": row["raw"].decode("utf-8", "replace"),
    }


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode(_charset(part), "replace")


def _charset(part: MIMEPart) -> str:
    """The part's own, unless Python has never heard of it."""
    name = part.get_content_charset("utf-8")
    try:
        "".encode(name)
    except LookupError:
        return "latin-1"
    return name
