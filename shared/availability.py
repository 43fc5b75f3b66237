"""Whether a person can be given work at a moment: their leave and weekly shifts as one rule.

Works on the `availability` of tts.availability.sync, so that whoever has the message decides alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

# A shift of yesterday may still run; within a week and a day every weekly shift starts again.
DAYS_LOOKED_AT = range(-1, 9)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Absence:
    """Why somebody gets no work, until when, and who was named to stand in."""

    reason: str
    until: datetime
    stand_in_id: int | None = None


def absence(content: Mapping[str, Any], now: datetime) -> Absence | None:
    """What keeps the person from working at `now`; None when nothing does.

    Without shifts a person works at any hour.
    """
    zone = ZoneInfo(content["time_zone"])
    return _on_leave(content, now) or _off_shift(content["shifts"], zone, now)


def next_leave(content: Mapping[str, Any], now: datetime) -> tuple[datetime, datetime] | None:
    """The leave that is booked next, if one has not begun yet."""
    ahead = [leave for leave in content["leaves"] if _moment(leave["starts_at"]) > now]
    first = min(ahead, key=lambda leave: _moment(leave["starts_at"]), default=None)
    return (_moment(first["starts_at"]), _moment(first["ends_at"])) if first else None


def away_between(content: Mapping[str, Any], start: datetime, end: datetime) -> list[Span]:
    """When within a span the person cannot work, in the order of time and without overlaps."""
    leaves = [(_moment(each["starts_at"]), _moment(each["ends_at"])) for each in content["leaves"]]
    off_shift = _between_shifts(content["shifts"], ZoneInfo(content["time_zone"]), start, end)
    return _merged([*leaves, *off_shift], start, end)


def _between_shifts(
    shifts: list[Mapping[str, Any]], zone: ZoneInfo, start: datetime, end: datetime
) -> list[Span]:
    if not shifts:
        return []
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    days = [first + timedelta(days=offset) for offset in range(-1, (last - first).days + 1)]
    at_work = _merged([run for day in days for run in _runs(shifts, day, zone)], start, end)
    edges = [start, *(moment for span in at_work for moment in span), end]
    return [(begin, until) for begin, until in zip(edges[::2], edges[1::2], strict=True)]


def _merged(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    merged: list[Span] = []
    for begin, until in sorted((max(a, start), min(b, end)) for a, b in spans):
        if begin >= until:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((begin, until))
    return merged


def _on_leave(content: Mapping[str, Any], now: datetime) -> Absence | None:
    until, current = now, None
    for leave in sorted(content["leaves"], key=lambda leave: _moment(leave["starts_at"])):
        # Leave that follows on leave is one absence.
        if _moment(leave["starts_at"]) <= until < _moment(leave["ends_at"]):
            until, current = _moment(leave["ends_at"]), current or leave
    if current is None:
        return None
    words = f"on leave until {_in_words(until, ZoneInfo(current['time_zone']))}"
    return Absence(words, until, current["stand_in_id"])


def _off_shift(shifts: list[Mapping[str, Any]], zone: ZoneInfo, now: datetime) -> Absence | None:
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=offset) for offset in DAYS_LOOKED_AT]
    runs = [run for day in days for run in _runs(shifts, day, zone)]
    if not runs or any(start <= now < end for start, end in runs):
        return None
    until = min(start for start, _ in runs if start > now)
    return Absence(f"off shift until {_in_words(until, zone)}", until)


def _runs(
    shifts: list[Mapping[str, Any]], day: date, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Begin and end in UTC of the shifts that start on a day; one may last past midnight."""
    for shift in shifts:
        if shift["weekday"] == day.isoweekday():
            starts, ends = time.fromisoformat(shift["starts"]), time.fromisoformat(shift["ends"])
            last = day if ends > starts else day + timedelta(days=1)
            yield _local(day, starts, zone), _local(last, ends, zone)


def _local(day: date, at: time, zone: ZoneInfo) -> datetime:
    # In UTC: two times of one zone compare by their clocks, which is wrong when those change.
    return datetime.combine(day, at, zone).astimezone(UTC)


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _in_words(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} ({zone.key})"
