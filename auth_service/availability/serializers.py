import zoneinfo
from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from rest_framework import serializers

from auth_service.availability.models import Leave
from auth_service.profiles.serializers import known_time_zones
from shared.http.examples import shown_as
from shared.http.fields import StrictSerializer

YEARS = range(2000, 2100)
MOST_SHIFTS = 50


class TimeZoneField(serializers.CharField):
    """A name of the IANA database, such as `Europe/Berlin`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, **options)

    def to_internal_value(self, value: Any) -> str:
        name: str = super().to_internal_value(value)
        if name not in known_time_zones():
            raise serializers.ValidationError("is not a time zone of the IANA database")
        return name


class LocalMoment(serializers.CharField):
    """ISO 8601; without an offset it is a time of the clock in the `time_zone` beside it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        text = super().run_validation(data)
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise serializers.ValidationError("must be a date and time such as 2026-12-21T00:00")
        return moment


class ClockField(serializers.TimeField):
    """`HH:MM`; shifts need no seconds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **options)


class ShiftInput(StrictSerializer):
    """`weekday` 1 is Monday; a shift whose end is not after its start ends on the next day."""

    weekday = serializers.IntegerField(min_value=1, max_value=7)
    starts = ClockField()
    ends = ClockField()


class WeekInput(StrictSerializer):
    time_zone = TimeZoneField()
    shifts = serializers.ListField(child=ShiftInput(), max_length=MOST_SHIFTS)


class LeaveInput(StrictSerializer):
    """`note` is for people here alone; `stand_in_id` takes over what waits for this person."""

    starts_at = LocalMoment()
    ends_at = LocalMoment()
    time_zone = TimeZoneField()
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
    stand_in_id = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, allow_null=True, default=None
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        zone = zoneinfo.ZoneInfo(attrs["time_zone"])
        for name in ("starts_at", "ends_at"):
            attrs[name] = _aware(attrs[name], zone)
        return attrs


class AvailabilityQuery(StrictSerializer):
    user = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, help_text="Oneself unless given"
    )


class ShiftOutput(serializers.Serializer):
    weekday = serializers.IntegerField()
    starts = serializers.TimeField(format="%H:%M")
    ends = serializers.TimeField(format="%H:%M")


class LeaveOutput(serializers.ModelSerializer):
    """Times with the offset of `time_zone`."""

    starts_at = serializers.SerializerMethodField()
    ends_at = serializers.SerializerMethodField()
    stand_in_name = serializers.CharField(
        source="stand_in.full_name", allow_null=True, default=None
    )

    class Meta:
        model = Leave
        fields = [
            *("id", "starts_at", "ends_at", "time_zone", "note", "stand_in_id", "stand_in_name"),
        ]

    def get_starts_at(self, leave: Leave) -> datetime:
        return _local(leave, leave.starts_at)

    def get_ends_at(self, leave: Leave) -> datetime:
        return _local(leave, leave.ends_at)


LEAVE = {
    "id": 7,
    "starts_at": "2026-12-21T00:00:00+01:00",
    "ends_at": "2027-01-04T00:00:00+01:00",
    "time_zone": "Europe/Berlin",
    "note": "Winter holidays",
    "stand_in_id": 13,
    "stand_in_name": "Jonas Weber",
}


@shown_as(
    user_id=12,
    time_zone="Europe/Berlin",
    shifts=[{"weekday": 1, "starts": "08:00", "ends": "17:00"}],
    leaves=[LEAVE],
    is_available=False,
    reason="on leave until Monday 4 January 2027, 00:00 (Europe/Berlin)",
    until="2027-01-03T23:00:00Z",
)
class AvailabilityOutput(serializers.Serializer):
    """`is_available` says whether work would be assigned now; if not, `reason` and `until`."""

    user_id = serializers.IntegerField(source="user.pk")
    time_zone = serializers.CharField()
    shifts = ShiftOutput(many=True)
    leaves = LeaveOutput(many=True)
    is_available = serializers.BooleanField()
    reason = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)


def _aware(moment: datetime, zone: zoneinfo.ZoneInfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _local(leave: Leave, moment: datetime) -> datetime:
    return moment.astimezone(zoneinfo.ZoneInfo(leave.time_zone))
