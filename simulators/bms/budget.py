"""The budget lines of the simulated BMS and the rules by which it decides."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from simulators.idempotency import once, remember_answers
from simulators.partner.completions import Decision
from simulators.store import Store
from simulators.web import Refused

_LINES = Path(__file__).parent / "lines.json"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
    line_id TEXT PRIMARY KEY, department TEXT NOT NULL, category TEXT NOT NULL,
    balance TEXT NOT NULL, frozen_until TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT, answer TEXT NOT NULL
);
"""
FIRST_APPROVAL = 500
AUTOMATIC_LIMIT = Decimal("10000.00")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Wish:
    department: str
    category: str
    amount: Decimal


class Budget:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.prepare(_SCHEMA)
        remember_answers(store)
        with store.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO line VALUES"
                " (:line_id, :department, :category, :balance, :frozen_until)",
                json.loads(_LINES.read_text()),
            )

    def check(self, wish: Wish, idempotency_key: str | None = None) -> dict[str, Any]:
        """Approve and book `wish`, or say why not. The same key gets the same answer again."""
        question = {name: str(value) for name, value in asdict(wish).items()}
        with self._store.transaction() as store:
            return once(store, "check", idempotency_key, question, lambda: _record(store, wish))[0]

    def lines(self) -> list[sqlite3.Row]:
        with self._store.reading() as store:
            return store.execute("SELECT * FROM line ORDER BY department, category").fetchall()


def read_wish(body: Mapping[str, Any]) -> Wish:
    """The checked fields of `POST /api/budget/check/`; Refused(400) names the wrong one."""
    amount = money(body.get("amount"))
    if amount is None:
        raise Refused(400, "amount must be a decimal number")
    if amount <= 0:
        raise Refused(400, "amount must be greater than zero")
    currency = body.get("currency")
    if not isinstance(currency, str) or len(currency) != 3 or not currency.isalpha():
        raise Refused(400, "currency must be a code of three letters")
    return Wish(_text(body, "department"), _text(body, "category"), amount)


def complete(store: sqlite3.Connection, payload: Mapping[str, Any]) -> Decision:
    """Book the end of a budget workflow."""
    amount = money(payload.get("requested_budget"))
    if amount is None or amount <= 0:
        return Decision(False, "requested_budget is not an amount greater than zero")
    return Decision(True)


def money(value: object) -> Decimal | None:
    """A decimal of at most two places from a text or a number, or None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value))
        return amount.quantize(CENT) if amount.is_finite() else None
    except InvalidOperation:
        return None


def _record(store: sqlite3.Connection, wish: Wish) -> dict[str, Any]:
    answer = _decide(store, wish)
    store.execute("INSERT INTO decision (answer) VALUES (?)", [json.dumps(answer)])
    return answer


def _decide(store: sqlite3.Connection, wish: Wish) -> dict[str, Any]:
    departments = "SELECT 1 FROM line WHERE lower(department) = lower(?)"
    if store.execute(departments, [wish.department]).fetchone() is None:
        raise Refused(400, f"Unknown department {wish.department}")
    line = store.execute(
        "SELECT * FROM line WHERE lower(department) = lower(?) AND lower(category) = lower(?)",
        [wish.department, wish.category],
    ).fetchone()
    if line is None:
        reason = f"{wish.department} has no budget line for {wish.category}"
        return rejection("NO_BUDGET_LINE", reason, Decimal("0.00"))
    return _decide_on(store, line, wish)


def _decide_on(store: sqlite3.Connection, line: sqlite3.Row, wish: Wish) -> dict[str, Any]:
    balance = Decimal(line["balance"])
    if line["frozen_until"] > datetime.now(UTC).date().isoformat():
        reason = f"{line['category']} budget is frozen until {line['frozen_until']}"
        return rejection("BUDGET_FROZEN", reason, balance)
    if wish.amount > balance:
        return rejection("INSUFFICIENT_FUNDS", "Insufficient budget", balance)
    if wish.amount > AUTOMATIC_LIMIT:
        reason = f"Amounts above {AUTOMATIC_LIMIT} need the finance committee"
        return rejection("LIMIT_EXCEEDED", reason, balance)
    return _approve(store, line, balance - wish.amount)


def _approve(store: sqlite3.Connection, line: sqlite3.Row, left: Decimal) -> dict[str, Any]:
    store.execute("UPDATE line SET balance = ? WHERE line_id = ?", [str(left), line["line_id"]])
    (count,) = store.execute("SELECT count(*) FROM decision").fetchone()
    return {
        "approved": True,
        "budget_line_id": line["line_id"],
        "remaining_balance": str(left),
        "approval_id": f"APPR-{FIRST_APPROVAL + count + 1}",
        "approved_by": "Budget rules",
        "approved_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def rejection(code: str, reason: str, available: Decimal) -> dict[str, Any]:
    return {
        "approved": False,
        "reason": reason,
        "available_amount": str(available),
        "rejection_code": code,
    }


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Refused(400, f"{name} must be a text of at most 200 characters")
    return value.strip()
