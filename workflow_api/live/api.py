"""Live counts and dwell of a workflow over HTTP."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow_api.live import selectors
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.selectors import workflow


class LiveStepOutput(serializers.Serializer):
    """Open tasks at a step now, and the visits that ended in the last 30 days: dwell is waiting
    until somebody begins, then working. Seconds; null without a visit in that time."""

    key = serializers.CharField()
    open = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    breached = serializers.IntegerField()
    unassigned = serializers.IntegerField()
    visits_30d = serializers.IntegerField()
    dwell_median_seconds = serializers.IntegerField(allow_null=True)
    dwell_p90_seconds = serializers.IntegerField(allow_null=True)
    waiting_median_seconds = serializers.IntegerField(allow_null=True)
    waiting_p90_seconds = serializers.IntegerField(allow_null=True)
    working_median_seconds = serializers.IntegerField(allow_null=True)
    working_p90_seconds = serializers.IntegerField(allow_null=True)


class LiveTransitionOutput(serializers.Serializer):
    key = serializers.CharField()
    taken_30d = serializers.IntegerField()


class LiveOutput(serializers.Serializer):
    """Counts are as of `at`, the 30 days as of `added_up_at` (null before the first time)."""

    steps = LiveStepOutput(many=True)
    transitions = LiveTransitionOutput(many=True)
    at = serializers.DateTimeField()
    added_up_at = serializers.DateTimeField(allow_null=True)


EXAMPLE = OpenApiExample(
    "One step",
    {
        "steps": [
            {
                "key": "diagnose",
                "open": 12,
                "at_risk": 2,
                "breached": 1,
                "unassigned": 0,
                "visits_30d": 240,
                "dwell_median_seconds": 5400,
                "dwell_p90_seconds": 21600,
                "waiting_median_seconds": 1800,
                "waiting_p90_seconds": 7200,
                "working_median_seconds": 3600,
                "working_p90_seconds": 14400,
            }
        ],
        "transitions": [{"key": "diagnose-done", "taken_30d": 238}],
        "at": "2026-11-21T13:40:00Z",
        "added_up_at": "2026-11-21T13:37:12Z",
    },
    response_only=True,
)


class LiveView(APIView):
    """What goes on in a workflow, for an overlay on its graph."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=LiveOutput, examples=[EXAMPLE])
    def get(self, request: Request, workflow_id: int) -> Response:
        graph = selectors.live(workflow(workflow_id))
        transitions = [{"key": key, "taken_30d": taken} for key, taken in graph.taken.items()]
        body = {
            "steps": graph.steps,
            "transitions": transitions,
            "at": graph.at,
            "added_up_at": graph.added_up_at,
        }
        return Response(LiveOutput(body).data)
