"""What TTS told a partner at the end of workflows, and the receipts that answer it."""

import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS completion (
    idempotency_key TEXT PRIMARY KEY,
    ticket_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_at TEXT NOT NULL,
    deliveries INTEGER NOT NULL DEFAULT 1,
    status TEXT NOT NULL CHECK (status IN ('confirmed', 'refused')),
    reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    receipt TEXT NOT NULL DEFAULT 'pending' CHECK (receipt IN ('pending', 'delivered', 'rejected')),
    receipt_attempts INTEGER NOT NULL DEFAULT 0,
    receipt_error TEXT NOT NULL DEFAULT '',
    next_attempt REAL NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS completion_ticket ON completion (ticket_id);
CREATE INDEX IF NOT EXISTS completion_due ON completion (next_attempt) WHERE receipt = 'pending';
"""
SLOWEST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What the partner makes of a completion; `reason` explains a refusal."""

    confirmed: bool
    reason: str = ""


Decide = Callable[[sqlite3.Connection, Mapping[str, Any]], Decision]


class Completions:
    """The partner's ledger. `decide` has its effect once per idempotency key."""

    def __init__(self, store: Store, *, prefix: str, decide: Decide) -> None:
        self._store = store
        store.prepare(_SCHEMA)
        self._prefix = prefix
        self._decide = decide

    def receive(self, payload: Mapping[str, Any], forced: Decision | None = None) -> bool:
        """Keep a completion; False when this idempotency key was here before.

        `forced` stands in for the partner's own decision.
        """
        key = str(payload["idempotency_key"])
        with self._store.transaction() as store:
            again = store.execute(
                "UPDATE completion SET deliveries = deliveries + 1 WHERE idempotency_key = ?", [key]
            )
            if again.rowcount:
                return False
            (count,) = store.execute("SELECT count(*) FROM completion").fetchone()
            decision = forced or self._decide(store, payload)
            store.execute(
                "INSERT INTO completion (idempotency_key, ticket_id, payload, received_at, status,"
                " reference, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    key,
                    str(payload["ticket_id"]),
                    json.dumps(dict(payload)),
                    datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "confirmed" if decision.confirmed else "refused",
                    f"{self._prefix}-{count + 1:06d}",
                    decision.reason,
                ],
            )
        return True

    def listed(self, ticket_id: str | None = None, limit: int = 1000) -> list[dict[str, Any]]:
        """Newest first: the payload's fields and what became of them."""
        where, values = ("WHERE ticket_id = ?", [ticket_id]) if ticket_id else ("", [])
        with self._store.reading() as store:
            rows = store.execute(
                f"SELECT * FROM completion {where} ORDER BY rowid DESC LIMIT ?",  # noqa: S608
                [*values, limit],
            ).fetchall()
        return [_as_document(row) for row in rows]

    def due(self) -> list[dict[str, Any]]:
        """The receipts to send now, oldest first."""
        with self._store.reading() as store:
            rows = store.execute(
                "SELECT * FROM completion WHERE receipt = 'pending' AND next_attempt <= ?"
                " ORDER BY rowid LIMIT 50",
                [time.time()],
            ).fetchall()
        return [_as_document(row) for row in rows]

    def receipt_settled(self, key: str, *, delivered: bool, error: str = "") -> None:
        state = "delivered" if delivered else "rejected"
        with self._store.transaction() as store:
            store.execute(
                "UPDATE completion SET receipt = ?, receipt_error = ?,"
                " receipt_attempts = receipt_attempts + 1 WHERE idempotency_key = ?",
                [state, error, key],
            )

    def receipt_failed(self, key: str, error: str, at_least: float = 0.0) -> None:
        """Try again after 1, 2, 4 … 60 seconds, `at_least` that many, for as long as it takes."""
        with self._store.transaction() as store:
            (attempts,) = store.execute(
                "SELECT receipt_attempts FROM completion WHERE idempotency_key = ?", [key]
            ).fetchone()
            wait = max(at_least, min(2.0 ** min(attempts, 10), SLOWEST_SECONDS))
            store.execute(
                "UPDATE completion SET receipt_error = ?, next_attempt = ?,"
                " receipt_attempts = receipt_attempts + 1 WHERE idempotency_key = ?",
                [error, time.time() + wait, key],
            )


def _as_document(row: Any) -> dict[str, Any]:
    own = {name: row[name] for name in row.keys() if name not in ("payload", "next_attempt")}  # noqa: SIM118
    return {**json.loads(row["payload"]), **own}
