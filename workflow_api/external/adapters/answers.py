"""What every operation answers, and how requests are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.errors import FieldError

DONE, APPROVE, REJECT = "done", "approve", "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`outcomes` are those of a transition, the most fitting first; `facts` the partner's words."""

    outcomes: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def kept(response: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: response[name] for name in names if name in response}


def text_problem(
    request: Mapping[str, Any], name: str, limit: int, *, least: int = 1
) -> list[FieldError]:
    value = request.get(name)
    good = isinstance(value, str) and least <= len(value.strip()) and len(value) <= limit
    return [] if good else [FieldError(name, f"must be a text of {least} to {limit} characters")]


def whole_problem(request: Mapping[str, Any], name: str, limit: int) -> list[FieldError]:
    value = request.get(name)
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= limit
    return [] if good else [FieldError(name, f"must be a whole number from 1 to {limit}")]


def amount_problem(request: Mapping[str, Any], name: str = "amount") -> list[FieldError]:
    try:
        amount = Decimal(str(request.get(name)))
    except InvalidOperation:
        amount = Decimal("NaN")
    good = amount.is_finite() and amount > 0
    return [] if good else [FieldError(name, "must be a decimal number above zero")]


def address_problem(request: Mapping[str, Any], name: str) -> list[FieldError]:
    value = request.get(name)
    local, at, domain = value.partition("@") if isinstance(value, str) else ("", "", "")
    good = local and at and "." in domain and len(f"{value}") <= MAX_ADDRESS
    return [] if good else [FieldError(name, "must be an e-mail address")]


MAX_ADDRESS = 254
