"""The tables that the partners' pages have in common."""

from collections.abc import Sequence
from typing import Any

from simulators.markup import Html, code, mark, show

_RECEIPT = {"pending": "wait", "delivered": "good", "rejected": "bad"}


def decision(row: dict[str, Any]) -> Html:
    label = mark(row["status"], "good" if row["status"] == "confirmed" else "bad")
    reason = f"<br>{show(row['reason'])}" if row["reason"] else ""
    return Html(f"{label} {code(row['reference'])}{reason}")


def receipt(row: dict[str, Any]) -> Html:
    label = mark(row["receipt"], _RECEIPT[row["receipt"]])
    if row["receipt"] == "delivered" or not row["receipt_attempts"]:
        return label
    tried = f"{row['receipt_attempts']} attempts" if row["receipt"] == "pending" else "by TTS"
    return Html(f"{label} {tried}<br><span class='quiet'>{show(row['receipt_error'][:160])}</span>")


def times(row: dict[str, Any]) -> str:
    """How often the broker delivered it; it had its effect once."""
    return "once" if row["deliveries"] == 1 else f"{row['deliveries']} times, acted on once"


COMMON_COLUMNS: Sequence[str] = ("Delivered", "Decision", "Receipt to TTS")


def common_cells(row: dict[str, Any]) -> tuple[object, ...]:
    return times(row), decision(row), receipt(row)
