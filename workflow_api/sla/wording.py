"""Why a task is due when it is due, in one sentence."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workflow_api.engine.ladder import in_time

if TYPE_CHECKING:
    from workflow_api.sla.selectors import Clock


def sentence(clock: "Clock") -> str:
    """Such as "Due Tue 24 Nov 14:20 because 8 h of working time from Mon 23 Nov 15:20, paused
    1 h 10 min." in the zone of the calendar, which is named unless it is UTC."""
    if clock.target_seconds is None:
        return f"No deadline: the workflow promises nothing for priority {clock.priority}."
    since = _at(clock.started_at, clock)
    why = f"{in_time(clock.target_seconds - clock.adjusted_seconds)} of working time from {since}"
    details = ", ".join([why, *_details(clock)])
    if clock.deadline is None:
        left = in_time(max(0, clock.remaining_seconds or 0))
        return f"Not due while the clock stands still: {left} are left of {details}."
    return f"Due {_at(clock.deadline, clock)} because {details}.{_zone(clock)}"


def _details(clock: "Clock") -> list[str]:
    found = [f"paused {in_time(clock.paused_seconds)}"] if clock.paused_seconds >= 60 else []
    if clock.adjusted_seconds:
        verb = "extended" if clock.adjusted_seconds > 0 else "shortened"
        found.append(f"{verb} by {in_time(abs(clock.adjusted_seconds))}")
    return found


def _zone(clock: "Clock") -> str:
    return "" if clock.time_zone == "UTC" else f" Times of {clock.time_zone}."


def _at(moment: datetime, clock: "Clock") -> str:
    local = moment.astimezone(ZoneInfo(clock.time_zone))
    return f"{local:%a} {local.day} {local:%b %H:%M}"
