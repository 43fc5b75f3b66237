"""HTTP: who takes over the work of somebody who goes away."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.hand_over import selectors, services
from workflow_api.hand_over.models import HandedItem, HandOver
from workflow_api.tasks.states import SLA_STATES

MAX_REASON = 1000


class HandOverPreviewInput(StrictSerializer):
    user_id = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(
        max_length=MAX_REASON, required=False, allow_blank=True, default=""
    )


class HandOverLineInput(StrictSerializer):
    """`to_user` null: whoever of the role has the turn, else its queue."""

    task_id = serializers.IntegerField(min_value=1)
    to_user = serializers.IntegerField(min_value=1, allow_null=True)
    version = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class HandOverInput(StrictSerializer):
    user_id = serializers.IntegerField(min_value=1)
    plan = serializers.ListField(child=HandOverLineInput(), min_length=1, max_length=selectors.MOST)
    reason = serializers.CharField(max_length=MAX_REASON)


class HandOverProposalOutput(serializers.Serializer):
    task_id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    priority = serializers.CharField()
    version = serializers.IntegerField()
    step_name = serializers.CharField()
    role = serializers.CharField()
    sla_state = serializers.ChoiceField(choices=SLA_STATES)
    sla_deadline = serializers.DateTimeField(allow_null=True)
    to_user = serializers.IntegerField(allow_null=True)
    to_name = serializers.CharField()
    why = serializers.CharField()


class ColleagueOutput(serializers.Serializer):
    """Somebody of a role who could be chosen; `away` says why they cannot begin now."""

    user_id = serializers.IntegerField()
    name = serializers.CharField()
    role = serializers.CharField()
    open_items = serializers.IntegerField()
    away = serializers.CharField()


class HandOverPlanOutput(serializers.Serializer):
    """`left_out` counts open items that this plan does not hold: hand over again afterwards."""

    user_id = serializers.IntegerField()
    items = HandOverProposalOutput(many=True)
    colleagues = ColleagueOutput(many=True)
    left_out = serializers.IntegerField()


class HandedItemOutput(serializers.ModelSerializer):
    number = serializers.CharField(source="task.number")
    title = serializers.CharField(source="task.title")
    outcome = serializers.ChoiceField(choices=HandedItem.Outcome.choices)

    class Meta:
        model = HandedItem
        fields = ["task_id", "number", "title", "outcome", "detail"]


class HandOverOutput(serializers.ModelSerializer):
    """What became of each line: `detail` names who has it, or why it was refused or kept."""

    undo_until = serializers.DateTimeField()
    items = HandedItemOutput(many=True)

    class Meta:
        model = HandOver
        fields = ["id", "user_id", "reason", "by_name", "at", "undo_until", "undone_at", "items"]


def answer(request: Request, handed: HandOver, code: int = status.HTTP_200_OK) -> Response:
    found = selectors.hand_over(caller=caller_of(request), hand_over_id=handed.pk)
    return Response(HandOverOutput(found).data, status=code)


def _read(body: type[StrictSerializer], request: Request) -> dict[str, Any]:
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


class HandOverPreviewView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=HandOverPreviewInput,
        responses=HandOverPlanOutput,
        examples=[
            OpenApiExample("Leave", value={"user_id": 12, "reason": "Leave"}, request_only=True)
        ],
    )
    def post(self, request: Request) -> Response:
        """Propose who takes over each open item of a person; nothing changes."""
        user_id = _read(HandOverPreviewInput, request)["user_id"]
        plan = selectors.plan(caller=caller_of(request), user_id=user_id)
        return Response(HandOverPlanOutput(plan).data)


class HandOverCreateView(APIView):
    permission_classes = [IsPerson]

    @idempotent
    @extend_schema(
        request=HandOverInput,
        responses={201: HandOverOutput},
        examples=[
            OpenApiExample(
                "Two tickets",
                value={
                    "user_id": 12,
                    "plan": [
                        {"task_id": 456, "to_user": 13, "version": 3},
                        {"task_id": 457, "to_user": None},
                    ],
                    "reason": "Leave until Monday",
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Carry out a plan; each line succeeds or is refused by itself. Undoable for a while."""
        given = _read(HandOverInput, request)
        plan = [services.Line(**line) for line in given.pop("plan")]
        caller, actor = caller_of(request), Actor.of(request)
        handed = services.carry_out(plan=plan, caller=caller, actor=actor, **given)
        return answer(request, handed, status.HTTP_201_CREATED)


class HandOverView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=HandOverOutput)
    def get(self, request: Request, hand_over_id: int) -> Response:
        """One's own hand-over and what became of its lines."""
        found = selectors.hand_over(caller=caller_of(request), hand_over_id=hand_over_id)
        return Response(HandOverOutput(found).data)


class HandOverUndoView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=None, responses=HandOverOutput)
    def post(self, request: Request, hand_over_id: int) -> Response:
        """Give back what nobody has acted on, within 15 minutes; the rest stays and says why."""
        handed = services.undo(
            hand_over_id=hand_over_id, caller=caller_of(request), actor=Actor.of(request)
        )
        return answer(request, handed)
