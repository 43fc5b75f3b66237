"""Can somebody do something, and why."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.models import RoleAssignment
from auth_service.access.permissions import READERS
from auth_service.accounts.models import User
from auth_service.accounts.selectors import known_person
from shared.http.fields import StrictSerializer
from shared.http.query import check_query
from shared.identity.rights import Action, Reach, Verdict, decide

OBJECTS = "/api/workflow/access-check/"
WORDS = {
    Reach.ALL: "on every row",
    Reach.DEPARTMENT: "in their own department",
    Reach.OWNED: "on what they own or work on",
    Reach.OWN: "on their own",
}
EXAMPLE = OpenApiExample(
    "A coordinator may direct what she owns",
    value={
        "allowed": True,
        "action": "tasks.direct",
        "reach": "owned",
        "user_id": 4,
        "roles": [{"system": "TTS", "role": "Ticket Coordinator"}],
        "because": [{"role": "Ticket Coordinator", "reach": "owned"}],
        "needed": [],
        "missing": "",
        "explanation": "Ticket Coordinator allows tasks.direct on what they own or work on.",
        "object_check": "/api/workflow/access-check/?user=4&action=tasks.direct&object=T-12",
    },
)


class AccessCheckQuery(StrictSerializer):
    user = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    action = serializers.ChoiceField(choices=[action.value for action in Action])
    object = serializers.CharField(
        max_length=64, required=False, help_text="A task (`T-12`), a ticket or `workflow:3`"
    )


class RoleName(serializers.Serializer):
    system = serializers.CharField()
    role = serializers.CharField()


class GrantingRole(serializers.Serializer):
    role = serializers.CharField()
    reach = serializers.CharField()


class AccessCheckOutput(serializers.Serializer):
    """`because` names the roles that allow it, `needed` those of which one would be enough,
    `missing` what stands in the way besides roles. `object_check` is where workflow_api answers
    for the object that was named."""

    allowed = serializers.BooleanField()
    action = serializers.CharField()
    reach = serializers.CharField(allow_null=True, help_text="all, department, owned or own")
    user_id = serializers.IntegerField()
    roles = RoleName(many=True)
    because = GrantingRole(many=True)
    needed = serializers.ListField(child=serializers.CharField())
    missing = serializers.CharField()
    explanation = serializers.CharField()
    object_check = serializers.CharField(allow_null=True)


class AccessCheckView(APIView):
    permission_classes = [READERS]

    @extend_schema(parameters=[AccessCheckQuery], responses=AccessCheckOutput, examples=[EXAMPLE])
    def get(self, request: Request) -> Response:
        """What the roles of a person allow, and which of them does. Which single ticket or task
        a reach covers is answered by workflow_api. 404 when there is no such person."""
        check_query(request, frozenset(AccessCheckQuery().fields))
        asked: Any = AccessCheckQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        user = known_person(asked.validated_data["user"])
        answer = _answer(user, Action(asked.validated_data["action"]))
        return Response({**answer, "object_check": _object_check(asked.validated_data)})


def _answer(user: User, action: Action) -> dict[str, Any]:
    held = list(_held(user).values_list("role__system__name", "role__name"))
    verdict = decide(held, action)
    missing = _missing(user)
    allowed = verdict.allowed and not missing
    return {
        "allowed": allowed,
        "action": action.value,
        "reach": verdict.reach if allowed else None,
        "user_id": user.pk,
        "roles": [{"system": system, "role": role} for system, role in held],
        "because": [{"role": role, "reach": reach} for role, reach in verdict.because],
        "needed": verdict.needed,
        "missing": missing,
        "explanation": missing or _explained(verdict),
    }


def _object_check(asked: dict[str, Any]) -> str | None:
    return f"{OBJECTS}?{urlencode(asked)}" if "object" in asked else None


def _held(user: User) -> QuerySet[RoleAssignment]:
    """Also of people who cannot sign in now: it shows what they would be able to do."""
    held = RoleAssignment.objects.filter(user=user, is_active=True, role__is_active=True)
    return held.order_by("role__system__name", "role__name")


def _missing(user: User) -> str:
    if user.deleted_at:
        return "The person was deleted."
    return "" if user.is_active else "The person is deactivated and cannot sign in."


def _explained(verdict: Verdict) -> str:
    if verdict.reach is None:
        needed = ", ".join(verdict.needed)
        return f"No role allows {verdict.action}; one of these would: {needed}."
    roles = " and ".join(role for role, reach in verdict.because if reach is verdict.reach)
    return f"{roles} allows {verdict.action} {WORDS[verdict.reach]}."
