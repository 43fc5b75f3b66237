"""Comparing versions and going back to one, over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.preconditions import IF_MATCH
from shared.http.query import check_query
from workflow_api.audit.actors import Actor
from workflow_api.workflows import selectors
from workflow_api.workflows.api.changes import CHANGES_EXAMPLE, CONFLICTS, ChangeOutput
from workflow_api.workflows.api.concurrency import seen_by
from workflow_api.workflows.api.deployments import SeenVersion
from workflow_api.workflows.api.editing import answer
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.api.serializers import WorkflowOutput
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import versioning
from workflow_api.workflows.services.versioning import DRAFT, Place

PLACE = {"oneOf": [{"type": "integer"}, {"type": "string", "enum": [DRAFT]}]}


class ComparisonOutput(serializers.Serializer):
    """What leads from one place to the other; `layout_changed`: steps were only moved."""

    changes = ChangeOutput(many=True)
    layout_changed = serializers.BooleanField()

    def get_fields(self) -> dict[str, Any]:
        # `from` is a keyword: it cannot be declared above.
        return {
            "from": serializers.CharField(source="before", help_text="A number, or `draft`"),
            "to": serializers.CharField(source="after", help_text="A number, or `draft`"),
            **super().get_fields(),
        }


COMPARISON_EXAMPLE = OpenApiExample(
    "A step was added",
    {"from": "3", "to": DRAFT, "changes": CHANGES_EXAMPLE, "layout_changed": False},
    response_only=True,
)


class CompareView(APIView):
    """Any two versions, or a version and the draft, side by side."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(
        responses=ComparisonOutput,
        examples=[COMPARISON_EXAMPLE],
        parameters=[
            OpenApiParameter("from", PLACE, description="Default: what is deployed"),
            OpenApiParameter("to", PLACE, description="Default: the draft"),
        ],
    )
    def get(self, request: Request, workflow_id: int) -> Response:
        check_query(request, frozenset({"from", "to"}))
        workflow = selectors.workflow(workflow_id)
        found = versioning.compare_places(
            workflow, before=_place(request, "from", _deployed(workflow)), after=_place(request)
        )
        return Response(ComparisonOutput(found).data)


class RestoreView(APIView):
    """Make a version the draft again; what is deployed stays deployed."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(
        request=SeenVersion, responses={200: WorkflowOutput, **CONFLICTS}, parameters=[IF_MATCH]
    )
    def post(self, request: Request, workflow_id: int, number: int) -> Response:
        body = SeenVersion(data=request.data)
        body.is_valid(raise_exception=True)
        seen = seen_by(request, body.validated_data.get("version"))
        versioning.restore(
            actor=Actor.of(request), workflow_id=workflow_id, number=number, seen=seen
        )
        return answer(workflow_id)


def _deployed(workflow: Workflow) -> Place:
    number: int | None = workflow.version_number  # type: ignore[attr-defined]
    return DRAFT if number is None else number


def _place(request: Request, name: str = "to", default: Place = DRAFT) -> Place:
    text = request.query_params.get(name)
    if text is None or text == DRAFT:
        return default if text is None else DRAFT
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValidationError({name: [f"must be the number of a version, or {DRAFT}"]})
    return int(text)
