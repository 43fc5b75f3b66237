"""The JSON form of a calendar, `tts.calendar/1`: strict reading and canonical writing.

`{"time_zone": "Asia/Manila", "slots": [{"weekday": 1, "starts": "09:00", "ends": "17:00"}],
"holidays": [{"date": "2026-12-25", "name": "Christmas Day", "starts": null, "ends": null}]}`
"""

import re
import zoneinfo
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from .calendars import DAY_MINUTES, Holiday, Slot, WorkingTime
from .reading import InvalidDefinition, Reader

MOST_SLOTS, MOST_HOLIDAYS = 100, 2_000
MAX_HOLIDAY_NAME = 200
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


def compile_calendar(raw: Mapping[str, Any]) -> WorkingTime:
    """Return the working time written in `raw`; InvalidDefinition names the place otherwise."""
    reader = Reader(raw)
    slots, holidays = reader.objects("slots"), reader.objects("holidays")
    if not slots:
        raise InvalidDefinition("slots", "Give at least one slot of working time")
    _refuse_more(reader, "slots", len(slots), MOST_SLOTS)
    _refuse_more(reader, "holidays", len(holidays), MOST_HOLIDAYS)
    return WorkingTime(
        zone=ZoneInfo(_zone(reader)),
        slots=tuple(sorted({_slot(each) for each in slots})),
        holidays=tuple(sorted({_holiday(each) for each in holidays})),
    )


def calendar_document(working_time: WorkingTime) -> dict[str, Any]:
    """Return the canonical JSON form; compiling it again gives an equal calendar."""
    return {
        "time_zone": working_time.zone.key,
        "slots": [
            {"weekday": s.weekday, "starts": format_clock(s.starts), "ends": format_clock(s.ends)}
            for s in working_time.slots
        ],
        "holidays": [holiday_document(each) for each in working_time.holidays],
    }


def holiday_document(holiday: Holiday) -> dict[str, Any]:
    """One holiday; `starts` and `ends` are null when it takes the whole day."""
    part = (None, None) if holiday.is_whole_day else (holiday.starts, holiday.ends)
    starts, ends = (None if each is None else format_clock(each) for each in part)
    return {
        "date": holiday.day.isoformat(),
        "name": holiday.name,
        "starts": starts,
        "ends": ends,
    }


def format_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _zone(reader: Reader) -> str:
    key = reader.required("time_zone")
    if key not in _time_zones():
        text = f"{key} is not a time zone of the IANA database"
        raise InvalidDefinition(reader.path("time_zone"), text)
    return key


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _slot(reader: Reader) -> Slot:
    weekday = reader.whole("weekday", least=1, most=7)
    if weekday is None:
        raise InvalidDefinition(reader.path("weekday"), "Must be 1 (Monday) to 7")
    starts, ends = _clock(reader, "starts"), _clock(reader, "ends")
    if starts == DAY_MINUTES:
        raise InvalidDefinition(reader.path("starts"), "Must be before 24:00")
    return Slot(weekday=weekday, starts=starts, ends=ends)


def _holiday(reader: Reader) -> Holiday:
    partial = not (reader.missing("starts") and reader.missing("ends"))
    starts, ends = (_clock(reader, "starts"), _clock(reader, "ends")) if partial else (0, None)
    if ends is not None and ends <= starts:
        raise InvalidDefinition(reader.path("ends"), "Must be after the start, on the same day")
    return Holiday(
        day=_date(reader),
        starts=starts,
        ends=DAY_MINUTES if ends is None else ends,
        name=reader.text("name", limit=MAX_HOLIDAY_NAME),
    )


def _date(reader: Reader) -> date:
    try:
        return date.fromisoformat(reader.required("date"))
    except ValueError as error:
        text = "Must be a date such as 2026-12-25"
        raise InvalidDefinition(reader.path("date"), text) from error


def _clock(reader: Reader, name: str) -> int:
    text = reader.required(name)
    if _CLOCK.fullmatch(text) is None:
        raise InvalidDefinition(reader.path(name), "Must be a time such as 09:30")
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _refuse_more(reader: Reader, name: str, count: int, most: int) -> None:
    if count > most:
        raise InvalidDefinition(reader.path(name), f"Must be at most {most}, not {count}")
