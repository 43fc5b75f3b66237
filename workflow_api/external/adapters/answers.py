"""What every operation answers, and how requests are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.errors import FieldError

DONE, APPROVE, REJECT = "done", "approve", "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`outcomes` are those of a transition, the most fitting first; `facts` the partner's words."""

    outcomes: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def text_problem(request: Mapping[str, Any], name: str, limit: int) -> list[FieldError]:
    value = request.get(name)
    good = isinstance(value, str) and value.strip() and len(value) <= limit
    return [] if good else [FieldError(name, f"must be a text of 1 to {limit} characters")]


def whole_problem(request: Mapping[str, Any], name: str, limit: int) -> list[FieldError]:
    value = request.get(name)
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= limit
    return [] if good else [FieldError(name, f"must be a whole number from 1 to {limit}")]
