"""Targets and ladders in HTTP: when work is due, and who is told of it."""

import re
from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.engine.durations import format_duration, parse_duration
from workflow_api.engine.ladder import AUDIENCES
from workflow_api.engine.reading import InvalidDefinition

MAX_SECONDS = 10 * 366 * 86_400
_RUNG = re.compile(r"ladder\[(?P<index>\d+)\](?:\.(?P<field>\w+))?")


@extend_schema_field({"type": "string", "format": "duration", "example": "PT4H"})
class DurationField(serializers.Field):
    """An ISO 8601 duration such as PT4H."""

    def to_representation(self, value: timedelta) -> str:
        return format_duration(int(value.total_seconds()))

    def to_internal_value(self, data: Any) -> timedelta:
        if not isinstance(data, str):
            raise serializers.ValidationError("Must be an ISO 8601 duration such as PT4H")
        try:
            seconds = parse_duration(data)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error
        if not 0 < seconds <= MAX_SECONDS:
            raise serializers.ValidationError("Must be above zero and at most ten years")
        return timedelta(seconds=seconds)


class RungDocument(StrictSerializer):
    """When somebody is told of a deadline: at a share of the SLA, or minutes of working time
    before (below zero) or after its end. `escalate` hands the work to the step's role for that."""

    percent = serializers.IntegerField(allow_null=True, default=None)
    minutes = serializers.IntegerField(allow_null=True, default=None)
    tell = serializers.ListField(
        child=serializers.ChoiceField([(word, word) for word in AUDIENCES]), default=list
    )
    escalate = serializers.BooleanField(default=False)


def at_its_rung(error: InvalidDefinition) -> serializers.ValidationError:
    """The fault at `ladder.1.tell`, as far as it has such a place."""
    place = _RUNG.fullmatch(error.path)
    if place is None:
        return serializers.ValidationError(error.problem)
    detail = {place["field"]: [error.problem]} if place["field"] else [error.problem]
    return serializers.ValidationError({place["index"]: detail})
