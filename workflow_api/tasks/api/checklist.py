"""HTTP: the checklist of a task's current step."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.tasks import selectors
from workflow_api.tasks.api.actions import read
from workflow_api.tasks.api.inputs import TickInput
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.ticking import tick


class ChecklistItemOutput(serializers.Serializer):
    item = serializers.CharField()
    done = serializers.BooleanField()
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class RequiredFieldOutput(serializers.Serializer):
    name = serializers.CharField()
    value = serializers.JSONField(allow_null=True)


class ChecklistOutput(serializers.Serializer):
    """What the current step wants before it is done; `version` is what a tick has to name."""

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    step = serializers.CharField()
    items = ChecklistItemOutput(many=True)
    required_fields = RequiredFieldOutput(many=True)


def _answer(task: Task) -> Response:
    return Response(ChecklistOutput(selectors.checklist_of(task)).data)


class ChecklistView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ChecklistOutput)
    def get(self, request: Request, task_id: int) -> Response:
        """The checklist and the required fields of the current step."""
        return _answer(selectors.task(caller_of(request), task_id))

    @extend_schema(request=TickInput, responses=ChecklistOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Tick an item, or take the tick back."""
        tick(task_id=task_id, **read(TickInput, request))
        return _answer(selectors.task_after(caller_of(request), task_id))
