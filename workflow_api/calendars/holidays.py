"""Holidays out of an iCalendar file (RFC 5545), as offices and governments publish them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar as ICalendar
from icalendar import Event

from shared.errors import FieldError, Invalid
from workflow_api.engine.calendar_documents import MAX_HOLIDAY_NAME
from workflow_api.engine.calendars import DAY, DAY_MINUTES, Holiday

MAX_BYTES = 1024 * 1024
MOST_EVENTS = 2_000
MOST_DAYS = 400
"""Of one event: longer than a year is no holiday."""
YEARS_AHEAD = 5
REPEATS = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
MOST_REPEATS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An event that could not be taken over: the line it begins on, the property, and why."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds, each holiday once, in order."""

    holidays: list[Holiday]
    problems: list[Problem]


class Unusable(ValueError):
    """One event makes no sense in `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_holidays(text: str, zone: ZoneInfo, *, today: date) -> Found:
    """Return the holidays in `text`; times become those of `zone`.

    Repeating events are written out until five years ahead. Invalid when it is no calendar at
    all, or larger than what is taken.
    """
    events = _events(text)
    starts = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().upper() == "BEGIN:VEVENT"
    ]
    holidays: set[Holiday] = set()
    problems: list[Problem] = []
    for line, event in zip(starts, events, strict=True):
        try:
            holidays.update(_holidays(event, zone, today))
        except Unusable as fault:
            problems.append(Problem(line=line, field=fault.field, message=str(fault)))
    return Found(holidays=_once(holidays), problems=problems)


def _events(text: str) -> list[Event]:
    if len(text.encode()) > MAX_BYTES:
        raise _refusal(f"Must be at most {MAX_BYTES // 1024} KiB")
    try:
        calendar = ICalendar.from_ical(text)
    except ValueError as error:
        raise _refusal(f"This is not an iCalendar file: {error}"[:300]) from error
    if calendar.name != "VCALENDAR":
        raise _refusal("This is not an iCalendar file: it does not begin with BEGIN:VCALENDAR")
    events: list[Event] = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS:
        raise _refusal(f"Must hold at most {MOST_EVENTS} events, not {len(events)}")
    return events


def _refusal(message: str) -> Invalid:
    return Invalid("Validation failed", [FieldError("ical", message)])


def _holidays(event: Event, zone: ZoneInfo, today: date) -> Iterator[Holiday]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    for name, message in event.errors:
        raise Unusable(name or "VEVENT", str(message)[:200])
    start, end = _span(event, zone)
    name = " ".join(str(event.get("SUMMARY", "")).split())[:MAX_HOLIDAY_NAME]
    for begin in _repeats(event, start, today):
        yield from _by_day(begin, begin + (end - start), name)


def _span(event: Event, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Begin and end on the clock of `zone`, without it."""
    start = _property(event, "DTSTART")
    if start is None:
        raise Unusable("DTSTART", "Must be given")
    end, length = _property(event, "DTEND"), _property(event, "DURATION")
    whole_day = not isinstance(start, datetime)
    begins = _on_the_wall(start, zone)
    if end is not None:
        ends = _on_the_wall(end, zone)
    elif isinstance(length, timedelta):
        ends = begins + length
    else:
        ends = begins + DAY if whole_day else begins
    if ends <= begins:
        raise Unusable("DTEND", "Must be after DTSTART")
    if ends - begins > MOST_DAYS * DAY:
        raise Unusable("DTEND", f"Must be at most {MOST_DAYS} days after DTSTART")
    return begins, ends


def _property(event: Event, name: str) -> Any:
    value = event.get(name)
    if isinstance(value, list):
        raise Unusable(name, "Must be given once")
    return getattr(value, "dt", value)


def _on_the_wall(value: Any, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        local = value.astimezone(zone) if value.tzinfo else value
        return local.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    raise Unusable("DTSTART", "Must be a date, or a date and time")


def _repeats(event: Event, start: datetime, today: date) -> Iterable[datetime]:
    rule = event.get("RRULE")
    if rule is None:
        return [start]
    if isinstance(rule, list) or str(rule.get("FREQ", [""])[0]).upper() not in REPEATS:
        raise Unusable("RRULE", f"Must repeat {', '.join(REPEATS).lower()}")
    try:
        every = rrulestr(rule.to_ical().decode(), dtstart=start, ignoretz=True)
    except ValueError as error:
        raise Unusable("RRULE", str(error)[:200]) from error
    last = datetime.combine(date(today.year + YEARS_AHEAD, 12, 31), time())
    first = datetime.combine(date(today.year - 1, 1, 1), time())
    known = islice(every, MOST_REPEATS)
    return [at for at in known if first <= at <= last][:MOST_DAYS]


def _by_day(start: datetime, end: datetime, name: str) -> Iterator[Holiday]:
    day = start.date()
    while datetime.combine(day, time()) < end:
        midnight = datetime.combine(day, time())
        begins = max(0, int((start - midnight) / timedelta(minutes=1)))
        ends = min(DAY_MINUTES, -int((midnight - end) // timedelta(minutes=1)))
        if begins < ends:
            yield Holiday(day=day, starts=begins, ends=ends, name=name)
        day += DAY


def _once(holidays: Iterable[Holiday]) -> list[Holiday]:
    """In order; two events that take the same hours are one holiday."""
    by_hours = {replace(each, name=""): each for each in sorted(holidays, reverse=True)}
    return sorted(by_hours.values())
