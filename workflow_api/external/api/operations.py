"""HTTP: what steps may ask of other systems."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow_api.external.offering import offers
from workflow_api.workflows.api.permissions import DesignsWorkflows


class RequestFieldOutput(serializers.Serializer):
    """`usual` is what the field holds unless a step maps it, with `{…}` where the ticket says it;
    a `required` one has to be mapped."""

    name = serializers.CharField()
    usual = serializers.CharField(allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        # Every serializer may be `required`: it cannot be declared above.
        return {**super().get_fields(), "required": serializers.BooleanField()}


class OfferedOperation(serializers.Serializer):
    """An operation a step may name by its `id`."""

    id = serializers.CharField()
    system = serializers.CharField()
    version = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        # `fields` belongs to every serializer: it cannot be declared above.
        return {**super().get_fields(), "fields": RequestFieldOutput(many=True)}


TEXTING = {
    "id": "sms.send_text",
    "system": "sms",
    "version": "1.0.0",
    "fields": [
        {"name": "to", "required": True, "usual": ""},
        {"name": "text", "required": False, "usual": "{ticket number}: {subject}"},
    ],
}


class OperationsView(APIView):
    """Every operation of another system with the fields of its request."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(
        responses=OfferedOperation(many=True),
        examples=[OpenApiExample("A text message", value=TEXTING)],
    )
    def get(self, request: Request) -> Response:
        return Response(OfferedOperation(offers(), many=True).data)
