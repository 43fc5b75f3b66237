"""Working time: weekly slots less the holidays, read off the clock on the wall.

One rule says it all: **a moment works when the clock on the wall of the calendar's zone shows a
time inside a slot and outside the holidays.** So an hour that the clock skips in spring holds no
working time, and one that it repeats in autumn holds it twice. A slot whose end is not after its
start runs past midnight into the next day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
DAY = timedelta(days=1)
HORIZON = timedelta(days=30 * 366)
"""A deadline further away than this is said to be this far away."""
KEPT_DAYS = 4_000

Minutes = tuple[int, int]
Window = tuple[datetime, datetime]
Part = TypeVar("Part", Minutes, Window)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Working time of every week: `weekday` 1 (Monday) to 7, minutes after midnight."""

    weekday: int
    starts: int
    ends: int

    def parts(self) -> Iterator[tuple[int, Minutes]]:
        """The slot by the days it lies on."""
        if self.ends > self.starts:
            yield self.weekday, (self.starts, self.ends)
            return
        yield self.weekday, (self.starts, DAY_MINUTES)
        if self.ends:
            yield self.weekday % 7 + 1, (0, self.ends)


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day without work, or the part of one between two minutes after midnight."""

    day: date
    starts: int = 0
    ends: int = DAY_MINUTES
    name: str = ""

    @property
    def is_whole_day(self) -> bool:
        return self.starts == 0 and self.ends == DAY_MINUTES


@dataclass(frozen=True)
class WorkingTime:
    """A calendar as the clock of an SLA asks it (see `sla.Calendar`)."""

    zone: ZoneInfo
    slots: tuple[Slot, ...]
    holidays: tuple[Holiday, ...] = ()
    _days: dict[date, tuple[Window, ...]] = field(default_factory=dict, repr=False, compare=False)

    def working_seconds(self, start: datetime, end: datetime) -> float:
        """Return the working time between two moments; 0 when `end` is not after `start`."""
        total = sum((until - since for since, until in self.windows(start, end)), timedelta())
        return total.total_seconds()

    def add(self, start: datetime, seconds: float) -> datetime:
        """Return the first moment when `seconds` of working time have passed since `start`."""
        left = timedelta(seconds=seconds)
        if left <= timedelta():
            return start
        for since, until in self.windows(start, start + HORIZON):
            if until - since >= left:
                return since + left
            left -= until - since
        return start + HORIZON

    def windows(self, start: datetime, end: datetime) -> Iterator[Window]:
        """Yield the stretches of working time between two moments, in order, in UTC."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        day = start.date()
        while day <= end.date():
            for since, until in self._windows_of(day):
                if until > start and since < end:
                    yield max(since, start), min(until, end)
            day += DAY

    @cached_property
    def weekly_seconds(self) -> int:
        """The working time of a week without holidays and changes of the clock."""
        hours = self._weekly_hours.values()
        return sum(60 * (ends - starts) for day in hours for starts, ends in day)

    def _windows_of(self, day: date) -> tuple[Window, ...]:
        """The windows of one day of UTC; days are kept, as many as are worth it."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= KEPT_DAYS:
                self._days.clear()
            found = self._days[day] = tuple(_joined(sorted(self._find(day))))
        return found

    def _find(self, day: date) -> Iterator[Window]:
        for begin, end, offset in _stretches(self.zone, day):
            first, last = (begin + offset).date(), (end + offset).date()
            for local in (first, last) if last != first else (first,):
                midnight = datetime(local.year, local.month, local.day, tzinfo=UTC) - offset
                for starts, ends in self._hours_of(local):
                    since = max(begin, midnight + timedelta(minutes=starts))
                    until = min(end, midnight + timedelta(minutes=ends))
                    if since < until:
                        yield since, until

    def _hours_of(self, day: date) -> Sequence[Minutes]:
        hours = self._weekly_hours.get(day.isoweekday(), ())
        free = self._free.get(day)
        return _without(hours, free) if free else hours

    @cached_property
    def _weekly_hours(self) -> Mapping[int, tuple[Minutes, ...]]:
        days: dict[int, list[Minutes]] = {}
        for slot in self.slots:
            for weekday, minutes in slot.parts():
                days.setdefault(weekday, []).append(minutes)
        return {weekday: tuple(_joined(sorted(parts))) for weekday, parts in days.items()}

    @cached_property
    def _free(self) -> Mapping[date, list[Minutes]]:
        free: dict[date, list[Minutes]] = {}
        for holiday in self.holidays:
            free.setdefault(holiday.day, []).append((holiday.starts, holiday.ends))
        return free


def _stretches(zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """A day of UTC in stretches of one offset; clocks change at most once in it."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = begin + DAY
    before, after = _offset(zone, begin), _offset(zone, end - timedelta.resolution)
    if before == after:
        yield begin, end, before
        return
    change = _change(zone, begin, end)
    yield begin, change, before
    yield change, end, after


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first whole second of the new offset between two moments (by halves: 17 looks)."""
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _joined(parts: Iterable[Part]) -> list[Part]:
    joined: list[Part] = []
    for starts, ends in parts:
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return joined


def _without(hours: Sequence[Minutes], free: Sequence[Minutes]) -> list[Minutes]:
    left = list(hours)
    for begins, ends in free:
        left = [
            part
            for since, until in left
            for part in ((since, min(until, begins)), (max(since, ends), until))
            if part[0] < part[1]
        ]
    return left
