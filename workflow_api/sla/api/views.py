"""The clock of a task, and changing it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.sla.api.dry_runs import DRY_RUN, is_dry_run
from workflow_api.sla.api.serializers import (
    AdjustInput,
    PriorityInput,
    SlaChangeInput,
    SlaEffectOutput,
    SlaOutput,
)
from workflow_api.sla.changing import adjust, change_priority
from workflow_api.sla.selectors import clock_for
from workflow_api.tasks import selectors


def read(body: type[SlaChangeInput], request: Request) -> dict[str, Any]:
    """The checked body together with who sent it and whether it is only a question."""
    dry_run = is_dry_run(request)
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    who = {"caller": caller_of(request), "actor": Actor.of(request)}
    return {**given.validated_data, **who, "dry_run": dry_run}


class TaskSlaView(APIView):
    """The clock of a task and the ledger it follows from."""

    permission_classes = [IsPerson]

    @extend_schema(responses=SlaOutput)
    def get(self, request: Request, task_id: int) -> Response:
        caller = caller_of(request)
        return Response(SlaOutput(clock_for(selectors.task(caller, task_id), caller)).data)


class PriorityView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=PriorityInput, responses=SlaEffectOutput, parameters=[DRY_RUN])
    def post(self, request: Request, task_id: int) -> Response:
        """Give a task another priority; with `dry_run=true` only tell its new due time."""
        return Response(
            SlaEffectOutput(change_priority(task_id=task_id, **read(PriorityInput, request))).data
        )


class AdjustView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=AdjustInput, responses=SlaEffectOutput, parameters=[DRY_RUN])
    def post(self, request: Request, task_id: int) -> Response:
        """Grant or take working time; shown in the ledger as adjusted."""
        return Response(SlaEffectOutput(adjust(task_id=task_id, **read(AdjustInput, request))).data)
