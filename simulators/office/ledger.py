"""What the office took, and what it answered."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from simulators.idempotency import fingerprint, once, remember_answers
from simulators.office.system import Occasion, System
from simulators.store import Store
from simulators.web import Refused

_SCHEMA = """
CREATE TABLE IF NOT EXISTS taken (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, system TEXT NOT NULL,
    number INTEGER NOT NULL, reference TEXT NOT NULL, question TEXT NOT NULL, body TEXT NOT NULL,
    answer TEXT NOT NULL, signed TEXT NOT NULL DEFAULT '', UNIQUE (system, number)
);
CREATE INDEX IF NOT EXISTS taken_reference ON taken (system, reference);
"""
KNOWN: Final = "ALREADY_EXISTS"
# What was rejected does not occupy its number: it may be corrected and come again.
_REJECTED: Final = "rejected"


class Ledger:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.prepare(_SCHEMA)
        remember_answers(store)

    def take(
        self, system: System, key: str | None, body: Mapping[str, Any], address: str
    ) -> tuple[dict[str, Any], bool]:
        """(the answer, whether it is that of an earlier call); Refused says why there is none."""
        with self._store.transaction() as store:
            if known := _known(store, system, key, body):
                return known, True
            return once(store, system.name, key, body, lambda: _act(store, system, body, address))

    def taken(self, system: str, limit: int = 100) -> list[dict[str, Any]]:
        """Newest first."""
        with self._store.reading() as store:
            rows = store.execute(
                "SELECT * FROM taken WHERE system = ? ORDER BY id DESC LIMIT ?", [system, limit]
            ).fetchall()
        return [_document(row) for row in rows]

    def numbered(self, system: str, number: int) -> dict[str, Any] | None:
        with self._store.reading() as store:
            query = "SELECT * FROM taken WHERE system = ? AND number = ?"
            row = store.execute(query, [system, number]).fetchone()
        return None if row is None else _document(row)

    def sign(self, system: str, number: int, decision: str) -> None:
        """Remember the first decision about an envelope."""
        with self._store.transaction() as store:
            store.execute(
                "UPDATE taken SET signed = ? WHERE system = ? AND number = ? AND signed = ''",
                [decision, system, number],
            )


def _known(
    store: sqlite3.Connection, system: System, key: str | None, body: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The answer to the same thing under another key, for systems that know things by number."""
    if system.own_key is None or _has_key(store, system, key):
        return None
    rows = store.execute(
        "SELECT question, answer FROM taken WHERE system = ? AND reference = ? ORDER BY id DESC",
        [system.name, body[system.own_key]],
    ).fetchall()
    for row in rows:
        answer: dict[str, Any] = json.loads(row["answer"])
        if answer["status"] == _REJECTED:
            continue
        if row["question"] != fingerprint(body):
            text = f"{system.own_key} {body[system.own_key]} exists with other content"
            raise Refused(409, text, code=KNOWN)
        return answer
    return None


def _has_key(store: sqlite3.Connection, system: System, key: str | None) -> bool:
    query = "SELECT 1 FROM answered WHERE operation = ? AND key = ?"
    return store.execute(query, [system.name, key]).fetchone() is not None


def _act(
    store: sqlite3.Connection, system: System, body: Mapping[str, Any], address: str
) -> dict[str, Any]:
    query = "SELECT count(*) FROM taken WHERE system = ?"
    (count,) = store.execute(query, [system.name]).fetchone()
    occasion = Occasion(count + 1, datetime.now(UTC), address)
    answer = system.decide(body, occasion)
    store.execute(
        "INSERT INTO taken (at, system, number, reference, question, body, answer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            occasion.now.isoformat(timespec="milliseconds"),
            system.name,
            occasion.number,
            body.get(system.reference) or "",
            fingerprint(body),
            json.dumps(body),
            json.dumps(answer),
        ],
    )
    return answer


def _document(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "at": row["at"],
        "number": row["number"],
        "reference": row["reference"],
        "request": json.loads(row["body"]),
        "answer": json.loads(row["answer"]),
        "signed": row["signed"],
    }
