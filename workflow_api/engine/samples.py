"""Tickets on both sides of every comparison: enough of them to know where conditions hold.

A comparison asks about one field and one value, so its truth changes only at that value. Below,
at, between and above all values asked for stands for every ticket there can be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

from .conditions import AllOf, AnyOf, Comparison, Condition, Facts, as_number
from .definition import PRIORITIES

ALWAYS_GIVEN = frozenset(
    {"subject", "category", "sub_category", "department", "priority", "source_service"}
)
"""Fields that no ticket lacks; any other may be missing, and then no comparison with it holds."""

DOMAINS: Mapping[str, Sequence[Any]] = {"priority": PRIORITIES}
SOMETHING_ELSE = "something else"
MOST = 2048


@dataclass(frozen=True, slots=True)
class Samples:
    """Tickets to try; `complete` is False when there would be too many, and these are some."""

    tickets: tuple[Facts, ...]
    complete: bool


def samples(
    conditions: Iterable[Condition], *, given: Iterable[str] = (), most: int = MOST
) -> Samples:
    """Return tickets for which the truth of `conditions` takes every combination there is.

    `given` are further fields that these tickets cannot lack.
    """
    sure = ALWAYS_GIVEN | set(given)
    asked: dict[str, list[Any]] = {}
    for comparison in (each for condition in conditions for each in comparisons(condition)):
        asked.setdefault(comparison.field, []).extend(_wanted(comparison))
    choices = {field: _values(field, values, sure) for field, values in sorted(asked.items())}
    total = prod(len(values) for values in choices.values())
    count = min(total, most)
    tickets = tuple(_ticket(choices, number * total // count) for number in range(count))
    return Samples(tickets, complete=count == total)


def _ticket(choices: Mapping[str, Sequence[Any]], number: int) -> Facts:
    """The combination of that number: when not all are tried, those tried are spread evenly."""
    ticket = {}
    for field, values in choices.items():
        number, place = divmod(number, len(values))
        ticket[field] = values[place]
    return ticket


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Return the comparisons a condition is made of."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Comparison():
            yield condition


def describe_ticket(ticket: Facts) -> str:
    """Put a sample in words, such as `amount is 5 and site is not given`."""
    said = [
        f"{field} is not given" if value is None else f"{field} is {_shown(value)}"
        for field, value in ticket.items()
    ]
    return " and ".join(said) or "nothing is known of it"


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value) or "empty"


def _wanted(comparison: Comparison) -> tuple[Any, ...]:
    value = comparison.value
    return value if isinstance(value, tuple) else (value,)


def _values(field: str, wanted: Sequence[Any], sure: frozenset[str] | set[str]) -> list[Any]:
    if field in DOMAINS:
        return list(DOMAINS[field])
    missing = [] if field in sure else [None]
    texts = sorted({each for each in wanted if isinstance(each, str)})
    joined = [" ".join(texts)] if len(texts) > 1 else []
    lists = [list(wanted)] if field not in ALWAYS_GIVEN else []
    others = [each for each in wanted if isinstance(each, bool)]
    return [*missing, *_numbers(wanted), *_texts(texts), *joined, *others, *lists]


def _numbers(wanted: Sequence[Any]) -> list[Any]:
    known = sorted({number for each in wanted if (number := as_number(each)) is not None})
    if not known:
        return []
    between = [(low + high) / 2 for low, high in pairwise(known)]
    return [known[0] - 1, *known, *between, known[-1] + 1]


def _texts(texts: Sequence[str]) -> list[str]:
    """Each text, one just after it, and before all of them the empty one."""
    return ["", SOMETHING_ELSE, *texts, *(f"{text}\u0001" for text in texts)]
