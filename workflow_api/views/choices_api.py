"""What the filters of the list of tasks can be given, over HTTP."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import Forbidden
from shared.identity.permissions import IsPerson
from shared.identity.standing import works_here
from workflow_api.audit.actors import caller_of
from workflow_api.views.choices import choices


class WorkflowChoice(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class PersonChoice(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class FilterChoicesOutput(serializers.Serializer):
    """All by name. Tasks of a workflow's older versions may stand at steps that it has no more."""

    workflows = WorkflowChoice(many=True)
    people = PersonChoice(many=True)
    steps = serializers.ListField(child=serializers.CharField())
    roles = serializers.ListField(child=serializers.CharField())
    categories = serializers.ListField(child=serializers.CharField())


EXAMPLE = OpenApiExample(
    "One workflow",
    {
        "workflows": [{"id": 4, "name": "IT Access Request"}],
        "steps": ["Approve access", "Grant access", "Verify request"],
        "roles": ["Admin", "IT Support", "Security Officer"],
        "categories": ["IT Support"],
        "people": [{"id": 11, "name": "Maria Reyes"}],
    },
    response_only=True,
)


class FilterChoicesView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=FilterChoicesOutput, examples=[EXAMPLE])
    def get(self, request: Request) -> Response:
        """What people choose from when they filter the list of tasks; 403 for requesters."""
        if not works_here(caller_of(request)):
            raise Forbidden("Only for those who work on tickets")
        return Response(FilterChoicesOutput(choices()).data)
