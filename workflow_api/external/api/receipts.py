"""HTTP: the signed answers of AMS and BMS."""

import time
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity import signatures
from workflow_api.external.models import EndAction
from workflow_api.external.services import take_receipt

SIGNATURE = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER, required=True)
    for name in (
        signatures.KEY_HEADER,
        signatures.TIMESTAMP_HEADER,
        signatures.SIGNATURE_HEADER,
    )
]


class ReceiptInput(serializers.Serializer):
    """The answer to one completion; whatever else it carries is kept with it."""

    idempotency_key = serializers.UUIDField()
    status = serializers.ChoiceField(choices=["confirmed", "refused"])
    reference = serializers.CharField(
        max_length=200, required=False, allow_blank=True, allow_null=True
    )
    reason = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, allow_null=True
    )


class ReceiptOutput(serializers.ModelSerializer):
    task_id = serializers.IntegerField()

    class Meta:
        model = EndAction
        fields = ["task_id", "system", "idempotency_key", "state", "answered_at"]


class ReceiptView(APIView):
    """The partner proves itself by the signature of the body, so nobody signs in."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    system: str = EndAction.System.AMS

    @extend_schema(parameters=SIGNATURE, request=ReceiptInput, responses=ReceiptOutput, auth=[])
    def post(self, request: Request) -> Response:
        """Confirm or refuse a completion; the same answer again changes nothing."""
        keys = settings.AMS_KEYS if self.system == EndAction.System.AMS else settings.BMS_KEYS
        signatures.verify(keys, request.headers, request.body, now=time.time())
        body = ReceiptInput(data=request.data)
        body.is_valid(raise_exception=True)
        action = take_receipt(
            system=self.system,
            idempotency_key=body.validated_data["idempotency_key"],
            confirmed=body.validated_data["status"] == EndAction.State.CONFIRMED,
            receipt=dict(request.data),
        )
        return Response(ReceiptOutput(action).data)
