"""Who has a workflow open, over HTTP."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow_api.audit.actors import caller_of
from workflow_api.drafting import selectors, services
from workflow_api.workflows.api.permissions import DesignsWorkflows
from workflow_api.workflows.selectors import workflow


class EditorOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()
    since = serializers.DateTimeField()


class EditorList(serializers.Serializer):
    """The others who have sent a heartbeat within the last 45 seconds."""

    editors = EditorOutput(many=True)


EXAMPLE = OpenApiExample(
    "One other",
    {"editors": [{"user_id": 7, "name": "Maria Reyes", "since": "2026-11-21T13:30:00Z"}]},
    response_only=True,
)


class EditingView(APIView):
    """Editors say every 15 seconds that they are there, and learn who else is."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=EditorList, examples=[EXAMPLE])
    def get(self, request: Request, workflow_id: int) -> Response:
        """Who is editing, without taking part."""
        return self._others(request, workflow(workflow_id).pk)

    @extend_schema(request=None, responses=EditorList, examples=[EXAMPLE])
    def put(self, request: Request, workflow_id: int) -> Response:
        """A heartbeat."""
        caller = caller_of(request)
        name = caller.full_name or caller.username
        services.edit(workflow_id=workflow_id, user_id=caller.id, name=name)
        return self._others(request, workflow_id)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, workflow_id: int) -> Response:
        """Leave."""
        services.leave(workflow_id=workflow_id, user_id=caller_of(request).id)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _others(self, request: Request, workflow_id: int) -> Response:
        others = selectors.editors(workflow_id, but=caller_of(request).id)
        return Response(EditorList({"editors": others}).data)
