"""Calendars for tests: an office from nine to five in Berlin unless asked otherwise."""

from typing import Any

from workflow_api.audit.actors import Actor
from workflow_api.calendars import services
from workflow_api.calendars.models import Calendar

ACTOR = Actor.system("test")
OFFICE_HOURS = [{"weekday": day, "starts": "09:00", "ends": "17:00"} for day in range(1, 6)]


def calendar_body(name="Berlin office", **changes: Any) -> dict[str, Any]:
    return {"name": name, "time_zone": "Europe/Berlin", "slots": OFFICE_HOURS, **changes}


def make_calendar(name="Berlin office", **changes: Any) -> Calendar:
    fields = {"holidays": [], **calendar_body(name, **changes)}
    return services.create_calendar(actor=ACTOR, fields=fields)
