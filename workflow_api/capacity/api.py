"""HTTP: how much work fills a person's hands."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.fields import StrictSerializer
from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.capacity.models import LEAST, MOST
from workflow_api.capacity.services import set_capacity


class CapacityInput(StrictSerializer):
    """Open items; null for the usual number. `seen` is what the writer found there."""

    capacity = serializers.IntegerField(min_value=LEAST, max_value=MOST, allow_null=True)
    seen = serializers.IntegerField(min_value=0)


class CapacityOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    capacity = serializers.IntegerField()


class PersonCapacityView(APIView):
    permission_classes = [HasRole("Admin", "Manager")]

    @extend_schema(
        request=CapacityInput,
        responses=CapacityOutput,
        examples=[
            OpenApiExample("Part time", value={"capacity": 5, "seen": 10}, request_only=True),
            OpenApiExample("Then", value={"user_id": 12, "capacity": 5}, response_only=True),
        ],
    )
    def put(self, request: Request, user_id: int) -> Response:
        """Say how many open items are as much as a person can do; the board shows it.

        Managers may for the people of their department. 409 names who changed it meanwhile.
        """
        body = CapacityInput(data=request.data)
        body.is_valid(raise_exception=True)
        now = set_capacity(
            user_id=user_id,
            items=body.validated_data["capacity"],
            seen=body.validated_data["seen"],
            caller=caller_of(request),
            actor=Actor.of(request),
        )
        return Response(CapacityOutput({"user_id": user_id, "capacity": now}).data)
