"""Checks of requests; each names the field and says what it must be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

ADDRESS: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
MAX_AMOUNT: Final = Decimal("1e12")


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    message: str


Problems = list[Problem]


def text(body: Mapping[str, Any], name: str, most: int, *, least: int = 1) -> Problems:
    value = body.get(name, "" if least == 0 else None)
    good = isinstance(value, str) and least <= len(value.strip()) and len(value) <= most
    return [] if good else [Problem(name, f"must be a text of {least} to {most} characters")]


def matching(body: Mapping[str, Any], name: str, pattern: re.Pattern[str], like: str) -> Problems:
    value = body.get(name)
    good = isinstance(value, str) and pattern.fullmatch(value)
    return [] if good else [Problem(name, f"must be like {like}")]


def whole(body: Mapping[str, Any], name: str, most: int) -> Problems:
    value = body.get(name)
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most
    return [] if good else [Problem(name, f"must be a whole number from 1 to {most}")]


def amount(body: Mapping[str, Any], name: str) -> Problems:
    value = body.get(name)
    try:
        number = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    good = number.is_finite() and 0 < number < MAX_AMOUNT
    return [] if good else [Problem(name, 'must be a decimal text above zero, such as "5000.00"')]


def part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object called `name`, empty when it is none: its fields will be missed by name."""
    value = body.get(name)
    return value if isinstance(value, dict) else {}


def parts(body: Mapping[str, Any], name: str, most: int) -> tuple[list[dict[str, Any]], Problems]:
    """The objects in the list called `name`, of which there must be 1 to `most`."""
    value = body.get(name)
    rows = value if isinstance(value, list) else []
    if not 1 <= len(rows) <= most or not all(isinstance(row, dict) for row in rows):
        return [], [Problem(name, f"must be a list of 1 to {most} objects")]
    return rows, []


def inside(place: str, problems: Problems) -> Problems:
    """The same problems of fields within `place`."""
    return [Problem(f"{place}.{problem.field}", problem.message) for problem in problems]
