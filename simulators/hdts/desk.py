"""The help desk's own list of the tickets it handed over."""

import json
from datetime import UTC, datetime
from typing import Any

from simulators.hdts.samples import Ticket, number_of, subject_of
from simulators.hdts.sending import Handover
from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS handover (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, number TEXT NOT NULL,
    subject TEXT NOT NULL, category TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL
);
"""
KEPT = 2000


class Desk:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.prepare(_SCHEMA)

    def add(self, ticket: Ticket, handover: Handover) -> None:
        category = f"{ticket['category']} / {ticket.get('sub_category', ticket.get('subcategory'))}"
        values = [
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            number_of(ticket),
            subject_of(ticket),
            category,
            handover.status,
            json.dumps(handover.answer),
        ]
        with self._store.transaction() as store:
            store.execute(
                "INSERT INTO handover (at, number, subject, category, status, answer)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )
            store.execute(
                "DELETE FROM handover WHERE id <= (SELECT max(id) FROM handover) - ?", [KEPT]
            )

    def newest(self, limit: int) -> list[dict[str, Any]]:
        with self._store.reading() as store:
            rows = store.execute(
                "SELECT * FROM handover ORDER BY id DESC LIMIT ?", [limit]
            ).fetchall()
        return [{**dict(row), "answer": json.loads(row["answer"])} for row in rows]
