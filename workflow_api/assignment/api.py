"""HTTP: the ledger of turns."""

from typing import Any

from django.http.response import HttpResponseBase
from django_filters import CharFilter, ChoiceFilter, FilterSet, IsoDateTimeFilter, NumberFilter
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics, mixins, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from shared.http.csv_export import CsvRenderer, as_csv, wants_csv
from shared.http.rendering import FastJSONRenderer
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.assignment.permissions import SeesRole
from workflow_api.assignment.selectors import HEADER, turn_rows, turns

EXAMPLE = {
    "id": 71,
    "at": "2026-11-21T09:00:00Z",
    "role": "IT Support",
    "turn_no": 12,
    "chosen_id": 12,
    "chosen_name": "Maria Reyes",
    "task_id": 456,
    "step": "Verify request",
    "cause": "entry",
    "workflow_version": 3,
    "policy": "round_robin",
    "why": "had the last turn longest ago",
    "candidates": [{"user_id": 12, "name": "Maria Reyes"}],
    "skipped": [{"user_id": 11, "name": "Alan Ito", "reason": "off shift until Monday"}],
    "decided_by_id": None,
    "decided_by_name": "",
    "reason": "",
}


class TurnPersonOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()


class TurnSkippedOutput(TurnPersonOutput):
    reason = serializers.CharField()


class TurnOutput(serializers.ModelSerializer):
    """One decision: who got the work, who could have had it, and who was passed over and why.

    `turn_no` is empty where nobody had a turn: chosen by a person, or nobody could take it.
    `workflow_version` is the one whose step asked.
    """

    step = serializers.CharField(source="step_name", allow_null=True)
    candidates = TurnPersonOutput(many=True)
    skipped = TurnSkippedOutput(many=True)

    class Meta:
        model = AssignmentDecision
        fields = [
            "id",
            "at",
            "role",
            "turn_no",
            "chosen_id",
            "chosen_name",
            "task_id",
            "step",
            "cause",
            "workflow_version",
            "policy",
            "why",
            "candidates",
            "skipped",
            "decided_by_id",
            "decided_by_name",
            "reason",
        ]


class TurnFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    role = CharFilter(required=True, help_text="The role whose turns are asked for.")
    user_id = NumberFilter(field_name="chosen_id")
    cause = ChoiceFilter(choices=AssignmentDecision.Cause.choices)
    start_date = IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    end_date = IsoDateTimeFilter(field_name="at", lookup_expr="lt")

    class Meta:
        model = AssignmentDecision
        fields: list[str] = []


class TurnCursor(CursorPagination):
    """Turns grow without bound, so their pages are not counted."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100


@extend_schema(examples=[OpenApiExample("A turn", value=EXAMPLE, response_only=True)])
class TurnListView(mixins.ListModelMixin, generics.GenericAPIView):
    """The turns of a role, newest first; `format=csv` streams all of them."""

    permission_classes = [SeesRole]
    renderer_classes = [FastJSONRenderer, CsvRenderer]
    serializer_class = TurnOutput
    filterset_class = TurnFilter
    pagination_class = TurnCursor

    def get_queryset(self) -> Any:
        return turns(self.request.query_params.get("role", ""))

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not wants_csv(request):
            return self.list(request, *args, **kwargs)
        rows = self.filter_queryset(self.get_queryset())
        return as_csv("turns", HEADER, turn_rows(rows))
