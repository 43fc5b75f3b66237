"""When the people of a role are there, and when none of them is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.availability import Span, absence, away_between, next_leave
from workflow_api.roles.models import Availability

Contents = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether somebody is there now; away: why, and until when; the leave that is booked next."""

    on_shift: bool
    away: str = ""
    away_until: datetime | None = None
    leave_starts_at: datetime | None = None
    leave_ends_at: datetime | None = None


def contents_of(people: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What is known of when these people work; whoever has no row always does."""
    known = Availability.objects.filter(user_id__in=list(people))
    return {each.user_id: each.content for each in known}


def presence(content: Mapping[str, Any] | None, now: datetime) -> Presence:
    if content is None:
        return Presence(on_shift=True)
    away, leave = absence(content, now), next_leave(content, now)
    return Presence(
        on_shift=away is None,
        away=away.reason if away else "",
        away_until=away.until if away else None,
        leave_starts_at=leave[0] if leave else None,
        leave_ends_at=leave[1] if leave else None,
    )


def gaps(people: Iterable[int], contents: Contents, start: datetime, end: datetime) -> list[Span]:
    """When within a span none of these people is there."""
    left: list[Span] = [(start, end)]
    for user_id in people:
        content = contents.get(user_id)
        away = away_between(content, start, end) if content is not None else []
        left = _both(left, away)
    return left


def _both(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    shared = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(begin, until) for begin, until in shared if begin < until]
