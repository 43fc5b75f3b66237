"""The REST calls that a partner answered, the newest few."""

import json
from datetime import UTC, datetime
from typing import Any

from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS call (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,
    answer TEXT NOT NULL
);
"""
KEPT = 500


class CallLog:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.prepare(_SCHEMA)

    def add(self, request: Any, status: int, answer: Any) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._store.transaction() as store:
            store.execute(
                "INSERT INTO call (at, request, status, answer) VALUES (?, ?, ?, ?)",
                [at, json.dumps(request), status, json.dumps(answer)],
            )
            store.execute("DELETE FROM call WHERE id <= (SELECT max(id) FROM call) - ?", [KEPT])

    def newest(self, limit: int = 50) -> list[dict[str, Any]]:
        with self._store.reading() as store:
            rows = store.execute("SELECT * FROM call ORDER BY id DESC LIMIT ?", [limit]).fetchall()
        return [
            {
                "at": row["at"],
                "request": json.loads(row["request"]),
                "status": row["status"],
                "answer": json.loads(row["answer"]),
            }
            for row in rows
        ]
