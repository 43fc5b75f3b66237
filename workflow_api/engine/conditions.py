"""Conditions on the fields of a ticket: comparisons joined by *and* and *or*.

A ticket is a flat mapping of field names to values. A field the ticket does not have, or a
value that cannot be compared with the one asked for, makes a comparison false, also for `ne`
and `not_in`: a rule never fires on something nobody said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Facts = Mapping[str, Any]

MAX_DEPTH = 8


class InvalidCondition(ValueError):
    """A condition that does not have one of the documented shapes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`{"field", "op", "value"}`; `op` is a key of OPERATORS."""

    field: str
    op: str
    value: Any

    def as_dict(self) -> dict[str, Any]:
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"field": self.field, "op": self.op, "value": value}


@dataclass(frozen=True, slots=True)
class AllOf:
    """`{"and": [...]}`."""

    parts: "tuple[Condition, ...]"

    def as_dict(self) -> dict[str, Any]:
        return {"and": [part.as_dict() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`{"or": [...]}`."""

    parts: "tuple[Condition, ...]"

    def as_dict(self) -> dict[str, Any]:
        return {"or": [part.as_dict() for part in self.parts]}


Condition = Comparison | AllOf | AnyOf


def parse_condition(raw: Any, *, depth: int = 0) -> Condition:
    """Read a condition from JSON; InvalidCondition says what is wrong with it."""
    if not isinstance(raw, Mapping):
        raise InvalidCondition("A condition is an object")
    if depth > MAX_DEPTH:
        raise InvalidCondition(f"Conditions may be nested {MAX_DEPTH} deep")
    for word, joined in (("and", AllOf), ("or", AnyOf)):
        if word in raw:
            return joined(_parts(word, raw[word], depth))
    return _comparison(raw)


def _parts(word: str, raw: Any, depth: int) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw:
        raise InvalidCondition(f"'{word}' needs a list of conditions")
    return tuple(parse_condition(part, depth=depth + 1) for part in raw)


def _comparison(raw: Mapping[str, Any]) -> Comparison:
    field, op = raw.get("field"), raw.get("op", raw.get("operator"))
    if not isinstance(field, str) or not field.strip():
        raise InvalidCondition("A comparison needs 'field'")
    if not isinstance(op, str) or op not in OPERATORS:
        raise InvalidCondition(f"'op' must be one of {', '.join(OPERATORS)}")
    if "value" not in raw:
        raise InvalidCondition("A comparison needs 'value'")
    value = raw["value"]
    if op in ("in", "not_in") and not isinstance(value, list):
        raise InvalidCondition(f"'{op}' needs a list as 'value'")
    return Comparison(field.strip(), op, tuple(value) if isinstance(value, list) else value)


def holds(condition: Condition | None, ticket: Facts) -> bool:
    """Say whether `condition` is true of `ticket`; no condition always is."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, ticket) for part in parts)
        case AnyOf(parts):
            return any(holds(part, ticket) for part in parts)
        case Comparison(field, op, value):
            return _compare(ticket.get(field), op, value)


def describe(condition: Condition) -> str:
    """Put a condition in words, for the reason a transition is blocked."""
    match condition:
        case AllOf(parts):
            return " and ".join(map(_bracketed, parts))
        case AnyOf(parts):
            return " or ".join(map(_bracketed, parts))
        case Comparison(field, op, value):
            shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
            return f"{field} {WORDS[op]} {shown}"


def _bracketed(condition: Condition) -> str:
    words = describe(condition)
    return words if isinstance(condition, Comparison) else f"({words})"


def _compare(actual: Any, op: str, wanted: Any) -> bool:
    if actual is None:
        return False
    try:
        return OPERATORS[op](actual, wanted)
    except TypeError:
        return False


def as_number(value: Any) -> Decimal | None:
    """Return a value as the number that comparisons take it for, None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _pair(actual: Any, wanted: Any) -> tuple[Any, Any]:
    """Make two values comparable: as numbers when both are, else as trimmed, folded text."""
    left, right = as_number(actual), as_number(wanted)
    if left is not None and right is not None:
        return left, right
    return _folded(actual), _folded(wanted)


def _folded(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


def _equal(actual: Any, wanted: Any) -> bool:
    left, right = _pair(actual, wanted)
    return bool(left == right)


def _less(actual: Any, wanted: Any) -> bool:
    left, right = _pair(actual, wanted)
    return bool(left < right)


def _contains(actual: Any, wanted: Any) -> bool:
    if isinstance(actual, str):
        return str(_folded(wanted)) in actual.casefold()
    return any(_equal(each, wanted) for each in actual)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": _equal,
    "ne": lambda actual, wanted: not _equal(actual, wanted),
    "lt": _less,
    "lte": lambda actual, wanted: not _less(wanted, actual),
    "gt": lambda actual, wanted: _less(wanted, actual),
    "gte": lambda actual, wanted: not _less(actual, wanted),
    "in": lambda actual, wanted: any(_equal(actual, each) for each in wanted),
    "not_in": lambda actual, wanted: not any(_equal(actual, each) for each in wanted),
    "contains": _contains,
}
WORDS = {
    "eq": "is",
    "ne": "is not",
    "lt": "is below",
    "lte": "is at most",
    "gt": "is above",
    "gte": "is at least",
    "in": "is one of",
    "not_in": "is none of",
    "contains": "contains",
}
