"""HTTP: deciding in the place of another system."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.identity.permissions import IsPerson
from workflow_api.external.resolving import complete, retry
from workflow_api.tasks.api.actions import answer, read
from workflow_api.tasks.api.details import TaskDetailOutput
from workflow_api.tasks.api.inputs import MAX_NOTES

RETRY, COMPLETE = "retry", "complete"


class ResolveInput(StrictSerializer):
    """`retry` may name an `alternative`, or `inputs`: fields of the request with other values.
    `complete` must name a `transition` and a `reason`.
    """

    action = serializers.ChoiceField(choices=[RETRY, COMPLETE])
    version = serializers.IntegerField(min_value=1)
    alternative = serializers.CharField(max_length=200, allow_blank=True, default="")
    inputs = serializers.DictField(child=serializers.CharField(max_length=2000), default=dict)
    transition = serializers.CharField(max_length=100, allow_blank=True, default="")
    reason = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        wanted = ("transition", "reason") if attrs["action"] == COMPLETE else ()
        missing = {name: ["is required to complete by hand"] for name in wanted if not attrs[name]}
        unused = ("alternative", "inputs") if attrs["action"] == COMPLETE else ("transition",)
        for name in unused:
            if attrs[name]:
                missing[name] = [f"does not go with {attrs['action']}"]
        if missing:
            raise serializers.ValidationError(missing)
        return attrs


class ResolveView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ResolveInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Ask again, perhaps for an alternative or with what was missing, or complete by hand.

        For the step's assignee and admins, while the task is `pending_external`.
        """
        wish = read(ResolveInput, request)
        if wish.pop("action") == RETRY:
            del wish["transition"]
            retry(task_id=task_id, **wish)
        else:
            del wish["alternative"], wish["inputs"]
            complete(task_id=task_id, **wish)
        return answer(request, task_id)
