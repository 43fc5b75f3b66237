"""HTTP: the board of a role."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.availability import Span
from shared.http.query import check_query
from workflow_api.assignment.permissions import Supervises
from workflow_api.audit.actors import caller_of
from workflow_api.board import selectors
from workflow_api.tasks.states import SLA_STATES

MAX_ROLE = 150
LONGEST = timedelta(hours=48)
QUERY = frozenset({"role", "since"})
EXAMPLE = {
    "role": "IT Support",
    "since": "2026-11-23T00:00:00Z",
    "capacity": 10,
    "gaps": [{"starts_at": "2026-11-23T17:00:00Z", "ends_at": "2026-11-24T07:00:00Z"}],
    "people": [
        {
            "user_id": 12,
            "name": "Maria Reyes",
            "presence": {
                "on_shift": True,
                "away": "",
                "away_until": None,
                "leave_starts_at": "2026-12-24T00:00:00Z",
                "leave_ends_at": "2026-12-27T00:00:00Z",
            },
            "turn": 1,
            "owed_turns": 0,
            "open": 3,
            "at_risk": 1,
            "breached": 0,
            "received": 2,
            "done": 4,
            "passed_on": 0,
            "capacity": 6,
            "may_set_capacity": True,
            "tasks_count": 0,
            "tasks": [],
        }
    ],
    "unassigned": {"tasks_count": 0, "tasks": []},
}


class BoardQuery(serializers.Serializer):
    role = serializers.CharField(max_length=MAX_ROLE)
    since = serializers.DateTimeField(required=False)

    def validate_since(self, since: datetime) -> datetime:
        if not timezone.now() - LONGEST <= since <= timezone.now():
            raise serializers.ValidationError("must be within the last 48 hours")
        return since


class BoardCardOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    number = serializers.CharField()
    ticket_number = serializers.CharField()
    title = serializers.CharField()
    priority = serializers.CharField()
    step_name = serializers.CharField()
    sla_state = serializers.ChoiceField(choices=SLA_STATES)
    sla_deadline = serializers.DateTimeField(allow_null=True)
    first_touch_until = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    item_id = serializers.IntegerField()
    may_transfer = serializers.BooleanField()


class HandOutput(serializers.Serializer):
    """Open work of the role: the 20 most urgent of `tasks_count` that the reader may see."""

    tasks_count = serializers.IntegerField()
    tasks = BoardCardOutput(many=True)


class PresenceOutput(serializers.Serializer):
    on_shift = serializers.BooleanField()
    away = serializers.CharField()
    away_until = serializers.DateTimeField(allow_null=True)
    leave_starts_at = serializers.DateTimeField(allow_null=True)
    leave_ends_at = serializers.DateTimeField(allow_null=True)


class BoardPersonOutput(serializers.Serializer):
    """Counts are over all the person's work; `turn` 1 is next, empty while they are away."""

    user_id = serializers.IntegerField()
    name = serializers.CharField()
    presence = PresenceOutput()
    turn = serializers.IntegerField(allow_null=True)
    owed_turns = serializers.IntegerField()
    open = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    breached = serializers.IntegerField()
    received = serializers.IntegerField()
    done = serializers.IntegerField()
    passed_on = serializers.IntegerField()
    capacity = serializers.IntegerField()
    may_set_capacity = serializers.BooleanField()
    tasks_count = serializers.IntegerField(source="hand.tasks_count")
    tasks = BoardCardOutput(source="hand.tasks", many=True)


class GapOutput(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()

    def to_representation(self, instance: Span) -> Any:
        starts_at, ends_at = instance
        return super().to_representation({"starts_at": starts_at, "ends_at": ends_at})


class BoardOutput(serializers.Serializer):
    """`gaps` are when nobody of the role is there within the next 24 hours; `capacity` is that of
    whoever has none of their own."""

    role = serializers.CharField()
    since = serializers.DateTimeField()
    capacity = serializers.IntegerField()
    gaps = GapOutput(many=True)
    people = BoardPersonOutput(many=True)
    unassigned = HandOutput()


class BoardView(APIView):
    """Who of a role is there, how much each has, and whose turn is next."""

    permission_classes = [Supervises]

    @extend_schema(
        parameters=[
            OpenApiParameter("role", str, required=True),
            OpenApiParameter(
                "since",
                datetime,
                description="What came and went is counted from then on; default: midnight UTC.",
            ),
        ],
        responses=BoardOutput,
        examples=[OpenApiExample("One person", value=EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        check_query(request, QUERY)
        asked = BoardQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        query = {"since": midnight, **asked.validated_data}
        return Response(BoardOutput(selectors.board(caller=caller_of(request), **query)).data)
