"""Which faults are switched on, and which calls they met."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any

from simulators.faults.kinds import Fault, Form, Kind, Operations
from simulators.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS fault (
    id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, kind TEXT NOT NULL,
    probability REAL NOT NULL, calls INTEGER, seconds REAL NOT NULL, retry_after INTEGER NOT NULL,
    form TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS met (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, what TEXT NOT NULL,
    fault TEXT NOT NULL, outcome TEXT NOT NULL, correlation_id TEXT NOT NULL
);
"""
KEPT = 1000


class FaultBook:
    """`operations` names what this simulator does and which faults can meet it.

    Threads and processes may share it: a fault for the next three calls meets three.
    """

    def __init__(
        self,
        store: Store,
        operations: Operations,
        *,
        wait: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.operations = operations
        self.wait = wait
        self._store = store
        self._chance = chance
        store.prepare(_SCHEMA)

    def add(self, faults: Iterable[Fault]) -> None:
        with self._store.transaction() as store:
            _insert(store, faults)

    def replace(self, faults: Iterable[Fault]) -> None:
        """Only these from now on."""
        with self._store.transaction() as store:
            store.execute("DELETE FROM fault")
            _insert(store, faults)

    def remove(self, number: int) -> bool:
        """False when there was none of that number."""
        with self._store.transaction() as store:
            return bool(store.execute("DELETE FROM fault WHERE id = ?", [number]).rowcount)

    def active(self) -> list[tuple[int, Fault]]:
        """With their numbers, oldest first."""
        with self._store.reading() as store:
            return _rows(store)

    def draw(self, operation: str, within: sqlite3.Connection | None = None) -> Fault | None:
        """The fault that meets this call of `operation`: the oldest one that chance chooses.

        `within` is the transaction that the caller already has open.
        """
        if within is None and not self.active():
            return None
        with self._transaction(within) as store:
            for number, fault in _rows(store):
                if fault.meets(operation, self.operations) and self._chance() < fault.probability:
                    _count(store, number)
                    return fault
        return None

    def _transaction(
        self, within: sqlite3.Connection | None
    ) -> AbstractContextManager[sqlite3.Connection]:
        return nullcontext(within) if within else self._store.transaction()

    def log(
        self,
        operation: str,
        what: str,
        fault: Fault | None,
        outcome: str,
        correlation_id: str = "",
        within: sqlite3.Connection | None = None,
    ) -> None:
        """Remember a call; the newest thousand are kept."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        kind = fault.kind.value if fault else ""
        with self._transaction(within) as store:
            store.execute(
                "INSERT INTO met (at, operation, what, fault, outcome, correlation_id)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [at, operation, what, kind, outcome, correlation_id],
            )
            store.execute("DELETE FROM met WHERE id <= (SELECT max(id) FROM met) - ?", [KEPT])

    def calls(self, limit: int = 100) -> list[dict[str, Any]]:
        """Newest first; `fault` is empty where none was applied."""
        with self._store.reading() as store:
            rows = store.execute("SELECT * FROM met ORDER BY id DESC LIMIT ?", [limit]).fetchall()
        return [{name: row[name] for name in row.keys() if name != "id"} for row in rows]  # noqa: SIM118


def _insert(store: sqlite3.Connection, faults: Iterable[Fault]) -> None:
    store.executemany(
        "INSERT INTO fault (operation, kind, probability, calls, seconds, retry_after, form) VALUES"
        " (:operation, :kind, :probability, :calls, :seconds, :retry_after, :form)",
        [fault.document() for fault in faults],
    )


def _rows(store: sqlite3.Connection) -> list[tuple[int, Fault]]:
    rows = store.execute("SELECT * FROM fault ORDER BY id").fetchall()
    return [(row["id"], _fault(row)) for row in rows]


def _fault(row: sqlite3.Row) -> Fault:
    return Fault(
        kind=Kind(row["kind"]),
        operation=row["operation"],
        probability=row["probability"],
        calls=row["calls"],
        seconds=row["seconds"],
        retry_after=row["retry_after"],
        form=Form(row["form"]),
    )


def _count(store: sqlite3.Connection, number: int) -> None:
    """One call less to meet; a fault that has met all its calls is over."""
    store.execute("UPDATE fault SET calls = calls - 1 WHERE id = ?", [number])
    store.execute("DELETE FROM fault WHERE calls = 0")
