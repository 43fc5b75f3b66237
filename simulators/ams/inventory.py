"""The assets of the simulated AMS: who has which, and what can be reserved instead."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from simulators.idempotency import once, remember_answers
from simulators.partner.completions import Decision
from simulators.store import Store
from simulators.web import Refused

_ASSETS = Path(__file__).parent / "assets.json"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS asset (
    asset_id TEXT PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, serial TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('free', 'lent', 'in_repair'))
);
CREATE TABLE IF NOT EXISTS reservation (
    number INTEGER PRIMARY KEY AUTOINCREMENT, asset_id TEXT NOT NULL, task_id TEXT NOT NULL,
    requester_id INTEGER NOT NULL, valid_until TEXT NOT NULL, notes TEXT NOT NULL,
    UNIQUE (asset_id, task_id)
);
"""
FIRST_RESERVATION = 1000
MAX_DAYS = 1095
ALTERNATIVES = 3
_STATE_AFTER = {"check-in": "free", "check-out": "lent"}


class Inventory:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.prepare(_SCHEMA)
        remember_answers(store)
        with store.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO asset VALUES"
                " (:asset_id, :name, :model, :serial, :kind, :state)",
                json.loads(_ASSETS.read_text()),
            )

    def reserve(self, wish: Mapping[str, Any], key: str | None = None) -> dict[str, Any]:
        """Reserve an asset for a task; Refused(400) with alternatives when it is not free.

        The same idempotency key gets its answer again, the same task its reservation.
        """
        with self._store.transaction() as store:
            return once(store, "reserve", key, wish, lambda: _find_or_reserve(store, wish))[0]

    def refusal(self) -> Refused:
        """What somebody hears who asks for an asset that is not free."""
        with self._store.reading() as store:
            rows = store.execute(
                "SELECT asset_id FROM asset WHERE state = 'free' ORDER BY asset_id LIMIT ?",
                [ALTERNATIVES],
            ).fetchall()
        return _refused("Asset not available", [row["asset_id"] for row in rows])

    def listed(self) -> list[sqlite3.Row]:
        """All assets with the task that reserved each, reserved ones first."""
        with self._store.reading() as store:
            return store.execute(
                "SELECT asset.*, max(task_id) AS task_id, max(valid_until) AS valid_until"
                " FROM asset LEFT JOIN reservation USING (asset_id)"
                " GROUP BY asset_id ORDER BY task_id IS NULL, asset_id"
            ).fetchall()


def read_wish(body: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields of `POST /api/assets/reserve/`; Refused(400) names the wrong one."""
    days = body.get("duration_days")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MAX_DAYS:
        raise _refused(f"duration_days must be between 1 and {MAX_DAYS}")
    requester = body.get("requester_id")
    if not isinstance(requester, int) or isinstance(requester, bool):
        raise _refused("requester_id must be a whole number")
    return {
        "asset_id": _text(body, "asset_id", required=True),
        "task_id": _text(body, "task_id", required=True),
        "requester_id": requester,
        "duration_days": days,
        "notes": _text(body, "notes", required=False),
    }


def complete(store: sqlite3.Connection, payload: Mapping[str, Any]) -> Decision:
    """Book the end of an asset workflow. A serial number that AMS does not know is taken over."""
    serial, name = payload.get("serial_number"), payload.get("asset_name")
    if not serial and not name:
        return Decision(False, "Neither asset_name nor serial_number says which asset is meant")
    state = _STATE_AFTER.get(str(payload.get("action", "")).strip().lower())
    if serial and state:
        store.execute("UPDATE asset SET state = ? WHERE serial = ?", [state, str(serial)])
    return Decision(True)


def _find_or_reserve(store: sqlite3.Connection, wish: Mapping[str, Any]) -> dict[str, Any]:
    asset = _asset(store, wish["asset_id"])
    known = store.execute(
        "SELECT * FROM reservation WHERE asset_id = ? AND task_id = ?",
        [wish["asset_id"], wish["task_id"]],
    ).fetchone()
    reservation = known or _reserve(store, asset, wish)
    return {
        "reservation_id": f"RES-{FIRST_RESERVATION + reservation['number']}",
        "status": "confirmed",
        "asset_id": asset["asset_id"],
        "valid_until": reservation["valid_until"],
        "asset_details": {name: asset[name] for name in ("name", "model", "serial")},
    }


def _asset(store: sqlite3.Connection, asset_id: str) -> sqlite3.Row:
    asset: sqlite3.Row | None = store.execute(
        "SELECT * FROM asset WHERE asset_id = ?", [asset_id]
    ).fetchone()
    if asset is None:
        raise _refused(f"Asset {asset_id} does not exist")
    return asset


def _reserve(store: sqlite3.Connection, asset: sqlite3.Row, wish: Mapping[str, Any]) -> sqlite3.Row:
    if asset["state"] != "free":
        text = "is being repaired" if asset["state"] == "in_repair" else "not available"
        raise _refused(f"Asset {text}", _alternatives(store, asset))
    until = datetime.now(UTC) + timedelta(days=wish["duration_days"])
    store.execute("UPDATE asset SET state = 'lent' WHERE asset_id = ?", [asset["asset_id"]])
    made: sqlite3.Row = store.execute(
        "INSERT INTO reservation (asset_id, task_id, requester_id, valid_until, notes)"
        " VALUES (:asset_id, :task_id, :requester_id, :until, :notes) RETURNING *",
        {**wish, "until": until.isoformat(timespec="seconds").replace("+00:00", "Z")},
    ).fetchone()
    return made


def _alternatives(store: sqlite3.Connection, asset: sqlite3.Row) -> list[str]:
    """Free assets of the same kind, those of the same model first."""
    rows = store.execute(
        "SELECT asset_id FROM asset WHERE kind = ? AND state = 'free'"
        " ORDER BY model <> ?, asset_id LIMIT ?",
        [asset["kind"], asset["model"], ALTERNATIVES],
    ).fetchall()
    return [row["asset_id"] for row in rows]


def _text(body: Mapping[str, Any], name: str, *, required: bool) -> str:
    value = body.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()) or len(value) > 1000:
        raise _refused(f"{name} must be a text of at most 1000 characters")
    return value.strip()


def _refused(text: str, alternatives: list[str] | None = None) -> Refused:
    return Refused(400, text, available_alternatives=alternatives or [])
