"""HTTP: may somebody do something to a task, a ticket or a workflow, and why."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.http.query import check_query
from shared.identity.caller import TTS, Caller
from shared.identity.permissions import HasRight
from shared.identity.rights import Action
from workflow_api.access.checking import ON_TASKS, ON_WORKFLOWS, Judgement, judge
from workflow_api.access.people import person

ACTIONS = [action.value for action in (*ON_TASKS, *ON_WORKFLOWS)]
ALLOWED = OpenApiExample(
    "A coordinator may direct what she coordinates",
    value={
        "allowed": True,
        "action": "tasks.direct",
        "object": "T-12",
        "user_id": 4,
        "roles": ["Ticket Coordinator"],
        "because": [{"role": "Ticket Coordinator", "reach": "owned"}],
        "needed": [],
        "grounds": ["coordinates it"],
        "rule": "visible tasks, then tasks.direct",
        "missing": "",
    },
)
REFUSED = OpenApiExample(
    "A colleague has the work",
    value={
        "allowed": False,
        "action": "tasks.act",
        "object": "TKT-2026-000012",
        "user_id": 12,
        "roles": ["IT Support"],
        "because": [{"role": "IT Support", "reach": "own"}],
        "needed": [],
        "grounds": ["it waits in the queue of a role of theirs"],
        "rule": "visible tasks, then tasks.act",
        "missing": "Assigned to Maria Reyes",
    },
)


class ObjectAccessQuery(StrictSerializer):
    user = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    action = serializers.ChoiceField(choices=ACTIONS)
    object = serializers.CharField(
        max_length=64, help_text="A task (`T-12`), a ticket by its number, or `workflow:3`"
    )


class RoleReach(serializers.Serializer):
    role = serializers.CharField()
    reach = serializers.CharField()


class ObjectAccessOutput(serializers.Serializer):
    """`because` names the roles that allow such an act with how far they go, `needed` those that
    would, `grounds` what makes the object their affair, `missing` what stands in the way."""

    allowed = serializers.BooleanField()
    action = serializers.CharField()
    object = serializers.CharField()
    user_id = serializers.IntegerField()
    roles = serializers.ListField(child=serializers.CharField())
    because = RoleReach(many=True)
    needed = serializers.ListField(child=serializers.CharField())
    grounds = serializers.ListField(child=serializers.CharField())
    rule = serializers.CharField()
    missing = serializers.CharField()


class AccessCheckView(APIView):
    permission_classes = [HasRight(Action.READ_ADMINISTRATION)]

    @extend_schema(
        parameters=[ObjectAccessQuery],
        responses=ObjectAccessOutput,
        examples=[ALLOWED, REFUSED],
    )
    def get(self, request: Request) -> Response:
        """Judged by the rules that the endpoints ask themselves, for the person as auth_service
        describes them now. 404 without the person or the object, 503 while auth_service is away."""
        check_query(request, frozenset(ObjectAccessQuery().fields))
        query: Any = ObjectAccessQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        who, why_not = person(asked["user"])
        judged = judge(who, Action(asked["action"]), asked["object"])
        answer = {"action": asked["action"], "object": asked["object"]}
        return Response({**answer, **_answer(who, judged, why_not)})


def _answer(who: Caller, judged: Judgement, why_not: str) -> dict[str, Any]:
    verdict = judged.verdict
    return {
        "user_id": who.id,
        "allowed": judged.allowed and not why_not,
        "roles": sorted(who.role_names(TTS)),
        "because": [{"role": role, "reach": reach} for role, reach in verdict.because],
        "needed": verdict.needed,
        "grounds": judged.grounds,
        "rule": judged.rule,
        "missing": why_not or judged.missing,
    }
