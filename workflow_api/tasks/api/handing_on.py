"""Beginning to work, and handing work on, over HTTP."""

from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.http.query import check_query
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.tasks.api.actions import answer, read
from workflow_api.tasks.api.details import TaskDetailOutput
from workflow_api.tasks.api.inputs import ClaimInput
from workflow_api.tasks.services.beginning import begin_work
from workflow_api.tasks.services.escalating import escalate, escalate_effect
from workflow_api.tasks.services.taking_back import take_back
from workflow_api.tasks.services.transferring import Receiver, transfer, transfer_effect
from workflow_api.tasks.states import SLA_STATES

MAX_REASON = 1000
MAX_ROLE = 150
DRY_RUN = OpenApiParameter(
    "dry_run", bool, description="Only say what would happen; nothing changes."
)


class EscalateInput(StrictSerializer):
    """`item_id` matters only where several people work on the step at once."""

    reason = serializers.CharField(max_length=MAX_REASON)
    version = serializers.IntegerField(min_value=1)
    item_id = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class TransferInput(EscalateInput):
    """Either a person, who has to be a member of the step's role, or a role."""

    to_user = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    to_role = serializers.CharField(
        max_length=MAX_ROLE, required=False, allow_blank=True, default=""
    )


class LoadOutput(serializers.Serializer):
    open = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    breached = serializers.IntegerField()


class ReceiverOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField()
    load = LoadOutput()
    away = serializers.CharField()
    away_until = serializers.DateTimeField(allow_null=True)


class HandingOnEffect(serializers.Serializer):
    """What would happen: the clock runs on, so the deadlines are those of the task.

    `receiver` is empty when nobody can take the work now: it would wait in the role's queue.
    """

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    role = serializers.CharField()
    receiver = ReceiverOutput(allow_null=True)
    why = serializers.CharField()
    sla_state = serializers.ChoiceField(choices=SLA_STATES)
    sla_deadline = serializers.DateTimeField(allow_null=True)
    step_deadline = serializers.DateTimeField(allow_null=True)
    remaining_seconds = serializers.IntegerField(allow_null=True)


ANSWER = PolymorphicProxySerializer(
    component_name="HandedOn",
    serializers=[TaskDetailOutput, HandingOnEffect],
    resource_type_field_name=None,
)


def only_asks(request: Request) -> bool:
    """Whether `dry_run` is set; ValidationError for anything but true and false."""
    check_query(request, frozenset({"dry_run"}))
    flag = serializers.BooleanField()
    return bool(flag.run_validation(request.query_params.get("dry_run", "false")))


class BeginView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=ClaimInput, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Say that one works on it now, so that it stays with its person."""
        begin_work(task_id=task_id, **read(ClaimInput, request))
        return answer(request, task_id)


class TransferView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=TransferInput,
        responses=ANSWER,
        parameters=[DRY_RUN],
        examples=[
            OpenApiExample(
                "To a colleague",
                value={"to_user": 12, "reason": "Knows this building", "version": 3},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, task_id: int) -> Response:
        """Hand work to a person or to a role; 409 names who was faster.

        With `dry_run=true`, what that would mean.
        """
        given = _receiver(read(TransferInput, request))
        if only_asks(request):
            asked = {name: given[name] for name in ("receiver", "version", "item_id", "caller")}
            return Response(HandingOnEffect(transfer_effect(task_id=task_id, **asked)).data)
        transfer(task_id=task_id, **given)
        return answer(request, task_id)


class TransferUndoView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=None, responses=TaskDetailOutput)
    def post(self, request: Request, task_id: int) -> Response:
        """Take back one's latest transfer within 15 minutes, until its receiver has acted."""
        take_back(task_id=task_id, caller=caller_of(request), actor=Actor.of(request))
        return answer(request, task_id)


class EscalateView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=EscalateInput, responses=ANSWER, parameters=[DRY_RUN])
    def post(self, request: Request, task_id: int) -> Response:
        """Hand work up to the step's escalation role, else to the managers.

        With `dry_run=true`, what that would mean.
        """
        given = read(EscalateInput, request)
        if not only_asks(request):
            escalate(task_id=task_id, **given)
            return answer(request, task_id)
        asked = {name: given[name] for name in ("version", "item_id")}
        effect = escalate_effect(task_id=task_id, caller=caller_of(request), **asked)
        return Response(HandingOnEffect(effect).data)


def _receiver(given: dict[str, Any]) -> dict[str, Any]:
    receiver = Receiver(to_user=given.pop("to_user"), to_role=given.pop("to_role"))
    return {**given, "receiver": receiver}
