"""Disputing what a clock counts, over HTTP. Every answer is the clock as it is afterwards."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.disputes import services
from workflow_api.sla.api.serializers import SlaChangeInput, SlaOutput
from workflow_api.sla.selectors import clock_for
from workflow_api.tasks import selectors


class DisputeInput(SlaChangeInput):
    """`segment_id` is the `id` of a line of the present ledger."""

    segment_id = serializers.IntegerField(min_value=1)


class DisputeDecisionInput(SlaChangeInput):
    accepted = serializers.BooleanField()


def answer(request: Request, task_id: int, code: int = status.HTTP_200_OK) -> Response:
    caller = caller_of(request)
    found = clock_for(selectors.task_after(caller, task_id), caller)
    return Response(SlaOutput(found).data, status=code)


class DisputeListView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=DisputeInput,
        responses={201: SlaOutput},
        examples=[
            OpenApiExample(
                "Time that was not ours",
                {"segment_id": 31, "reason": "The building was closed", "version": 4},
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Object to a line of the ledger; it counts until somebody decides."""
        body = DisputeInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.raise_dispute(
            task_id=task_id,
            caller=caller_of(request),
            actor=Actor.of(request),
            **body.validated_data,
        )
        return answer(request, task_id, status.HTTP_201_CREATED)


class DisputeDecisionView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=DisputeDecisionInput,
        responses=SlaOutput,
        examples=[
            OpenApiExample(
                "It does not count",
                {"accepted": True, "reason": "The doorman confirms it", "version": 5},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, task_id: int, dispute_id: int) -> Response:
        """Accept or refuse an objection; what is accepted counts no more."""
        body = DisputeDecisionInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.decide(
            task_id=task_id,
            dispute_id=dispute_id,
            caller=caller_of(request),
            actor=Actor.of(request),
            **body.validated_data,
        )
        return answer(request, task_id)
