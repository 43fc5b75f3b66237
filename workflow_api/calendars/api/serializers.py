"""Shapes of calendars. What their times may be is decided by `engine.calendar_documents`."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.calendars.models import Calendar, CalendarVersion
from workflow_api.calendars.selectors import compiled
from workflow_api.sla.api.serializers import RecountOutput
from workflow_api.sla.models import Recount

MAX_SECONDS = 10 * 366 * 86_400


class SlotDocument(StrictSerializer):
    """Working time of every week; an end that is not after the start is on the next day."""

    weekday = serializers.IntegerField(min_value=1, max_value=7, help_text="1 is Monday")
    starts = serializers.CharField(max_length=5, help_text="Such as 09:00")
    ends = serializers.CharField(max_length=5, help_text="Such as 17:00")


class HolidayDocument(StrictSerializer):
    """A day without work; with `starts` and `ends` only that part of it."""

    date = serializers.DateField()
    name = serializers.CharField(max_length=200, allow_blank=True, default="")
    starts = serializers.CharField(max_length=5, allow_null=True, default=None)
    ends = serializers.CharField(max_length=5, allow_null=True, default=None)


class WorkingTimeInput(StrictSerializer):
    """Working time, of a calendar or of none yet."""

    time_zone = serializers.CharField(max_length=64, help_text="Of the IANA database")
    slots = SlotDocument(many=True)
    holidays = HolidayDocument(many=True, default=list)

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        for holiday in value["holidays"]:
            holiday["date"] = holiday["date"].isoformat()
        return value


class CalendarInput(WorkingTimeInput):
    """A calendar as a whole."""

    name = serializers.CharField(max_length=150)
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class CalendarSummary(serializers.Serializer):
    """A calendar in a list; workflows name it by `key`."""

    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    time_zone = serializers.CharField(source="current_version.content.time_zone")
    weekly_seconds = serializers.SerializerMethodField()
    holiday_count = serializers.SerializerMethodField()
    workflow_count = serializers.IntegerField(help_text="Workflows whose draft names it")
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    updated_by_name = serializers.CharField()

    def get_weekly_seconds(self, calendar: Calendar) -> int:
        """Working time of a usual week."""
        return compiled(calendar.current_version_id or 0).weekly_seconds

    def get_holiday_count(self, calendar: Calendar) -> int:
        assert calendar.current_version is not None
        return len(calendar.current_version.content["holidays"])


class CalendarOutput(CalendarSummary):
    """`version` guards writes; `number` counts the states its times had."""

    number = serializers.IntegerField(source="current_version.number")
    slots = SlotDocument(many=True, source="current_version.content.slots")
    holidays = HolidayDocument(many=True, source="current_version.content.holidays")
    recount = serializers.SerializerMethodField()

    @extend_schema_field(RecountOutput(allow_null=True))
    def get_recount(self, calendar: Calendar) -> Any:
        """The newest recount of the clocks that run by it."""
        newest = Recount.objects.filter(calendar=calendar).first()
        return RecountOutput(newest).data if newest else None


class CalendarVersionOutput(serializers.ModelSerializer):
    class Meta:
        model = CalendarVersion
        fields = ["number", "content", "made_by_name", "made_at"]


class PreviewInput(WorkingTimeInput):
    """When so many seconds of working time are over; from now on unless told otherwise."""

    seconds = serializers.IntegerField(min_value=0, max_value=MAX_SECONDS, default=8 * 3600)
    starts_at = serializers.DateTimeField(required=False)


class WindowOutput(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class PreviewOutput(serializers.Serializer):
    """`windows` are the stretches of working time in between, at most 30 of them."""

    starts_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    weekly_seconds = serializers.IntegerField()
    windows = WindowOutput(many=True)


class HolidayImportInput(StrictSerializer):
    """The text of an iCalendar file (RFC 5545), at most 1 MiB."""

    ical = serializers.CharField(trim_whitespace=False)
    skip_problems = serializers.BooleanField(
        default=False, help_text="Take over the rest when some events make no sense"
    )


class ImportProblemOutput(serializers.Serializer):
    line = serializers.IntegerField(help_text="Where the event begins in the file")
    field = serializers.CharField(help_text="The property, such as DTSTART")
    message = serializers.CharField()


class HolidayImportOutput(serializers.Serializer):
    """`added` are holidays the calendar did not have; with `dry_run` nothing was written."""

    dry_run = serializers.BooleanField()
    added = HolidayDocument(many=True)
    known = serializers.IntegerField(help_text="How many the calendar had already")
    problems = ImportProblemOutput(many=True)
