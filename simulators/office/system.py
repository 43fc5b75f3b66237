"""What the four systems of the office have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from simulators.office.checking import Problems
from simulators.web import Answer, Refused

Body = Mapping[str, Any]


class Occasion(NamedTuple):
    """`number` counts what the system has taken; `address` is where browsers find the system."""

    number: int
    now: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One system: `name` in addresses, `path` of its operation, and how it judges requests.

    `own_key` is the field by which it knows a thing again that comes under another idempotency
    key. `decide` answers a good request, or raises Refused; `decline` says no to any.
    """

    name: str
    title: str
    path: str
    reference: str
    own_key: str | None = None
    problems: Callable[[Body], Problems]
    decide: Callable[[Body, Occasion], dict[str, Any]]
    decline: Callable[[], Answer]
    summary: Callable[[Body], str]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def impossible(text: str, code: str) -> Refused:
    """A request that can never succeed."""
    return Refused(422, text, code=code)
