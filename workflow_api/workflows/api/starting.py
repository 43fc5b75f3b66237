"""New workflows from templates, over HTTP."""

from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.idempotency.views import idempotent
from workflow_api.audit.actors import Actor
from workflow_api.workflows import starters
from workflow_api.workflows.api.documents import WorkflowDocument
from workflow_api.workflows.api.editing import answer
from workflow_api.workflows.api.examples import DOCUMENT, SHOWN, answered, sent
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.api.serializers import WorkflowOutput
from workflow_api.workflows.services import copying


class TemplateOutput(serializers.Serializer):
    """A definition to begin with; what it matches is left open."""

    key = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    definition = WorkflowDocument()


@extend_schema_serializer(
    examples=[
        answered(
            {
                "results": [
                    {
                        "key": "approval",
                        "name": "Request with approval",
                        "description": "Somebody checks, somebody else approves.",
                        "definition": DOCUMENT,
                    }
                ]
            }
        )
    ]
)
class TemplateList(serializers.Serializer):
    results = TemplateOutput(many=True)


class TemplateInput(StrictSerializer):
    """`name` of the new workflow; without it, that of the template."""

    name = serializers.CharField(max_length=150, required=False)


class TemplateListView(APIView):
    """All templates; there are few, so they are not paged."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=TemplateList)
    def get(self, request: Request) -> Response:
        return Response({"results": starters.templates()})


class TemplateView(APIView):
    """Start a draft from a template."""

    permission_classes = [DesignsWorkflows]

    @idempotent
    @extend_schema(
        request=TemplateInput,
        responses={201: WorkflowOutput},
        examples=[sent({"name": "Badge requests"}), answered(SHOWN)],
    )
    def post(self, request: Request, key: str) -> Response:
        body = TemplateInput(data=request.data)
        body.is_valid(raise_exception=True)
        workflow = copying.start_from_template(
            actor=Actor.of(request), key=key, **body.validated_data
        )
        return answer(workflow.pk, status.HTTP_201_CREATED)
