"""A list of tasks as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from shared.http.csv_export import as_csv
from shared.http.fields import StrictSerializer
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.tasks import selectors
from workflow_api.tasks.api.filters import TaskFilter
from workflow_api.views import exporting
from workflow_api.views.columns import COLUMNS
from workflow_api.views.serializers import MAX_FILTER, check_filters

MOST_NAMED = 5_000
MATCHING = OpenApiExample(
    "Everything in a view, in three columns",
    value={
        "filter": {"view": "breached", "department": "Finance"},
        "columns": ["ticket_number", "title", "sla"],
    },
    request_only=True,
)
FILE = OpenApiExample(
    "Two tasks",
    value="ticket_number,title,sla_state,sla_deadline_utc\r\n"
    "HD-17,Printer is on fire,breached,2026-11-21 09:00:00\r\n"
    "HD-18,'=A1 is empty,ok,2026-11-24 09:00:00\r\n",
    media_type="text/csv",
    response_only=True,
)


class ExportInput(StrictSerializer):
    """Either `task_ids` or `filter`: query parameters of /tasks/, for everything that matches.

    Without `columns` all of them are written.
    """

    task_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        required=False,
        max_length=MOST_NAMED,
    )
    filter = serializers.DictField(
        child=serializers.CharField(max_length=MAX_FILTER), required=False
    )
    columns = serializers.ListField(
        child=serializers.ChoiceField(choices=COLUMNS), required=False, min_length=1
    )

    def validate_filter(self, filters: dict[str, str]) -> dict[str, str]:
        # The order of a file is its own; the list's is no fault.
        check_filters(filters, known=TaskFilter.base_filters)
        return filters

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("task_ids" in attrs) == ("filter" in attrs):
            raise serializers.ValidationError({"task_ids": "give either task_ids or filter"})
        return attrs


class TaskExportView(APIView):
    """Chosen tasks, or all that match, as CSV."""

    permission_classes = [IsPerson]

    @extend_schema(
        request=ExportInput,
        responses={(200, "text/csv"): OpenApiTypes.STR},
        examples=[MATCHING, FILE],
    )
    def post(self, request: Request) -> StreamingHttpResponse:
        """A file without a limit of rows, newest first or as they are named; only of what one
        sees. A text that a spreadsheet would calculate has an apostrophe before it. It is noted
        who took what."""
        body = ExportInput(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        columns = asked.get("columns", COLUMNS)
        exporting.note(actor=Actor.of(request), asked=asked)
        name = f"tasks-{timezone.now():%Y-%m-%d}"
        return as_csv(
            name, exporting.header(columns), exporting.rows(_ids(request, asked), columns)
        )


def _ids(request: Request, asked: dict[str, Any]) -> Iterator[list[int]]:
    seen = selectors.tasks(caller_of(request))
    if "task_ids" in asked:
        return exporting.named(seen, asked["task_ids"])
    return exporting.matching(TaskFilter(asked["filter"], queryset=seen, request=request).qs)
