"""Previewing, starting, following and taking back acts on many tasks."""

import uuid
from typing import Any

from django_filters import ChoiceFilter, FilterSet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import Actor, caller_of
from workflow_api.bulk import selectors
from workflow_api.bulk.api.choices import chosen
from workflow_api.bulk.api.serializers import (
    BulkInput,
    BulkItemOutput,
    BulkJobLine,
    BulkJobOutput,
    StartBulkInput,
)
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.services import choosing, deciding

SELECTED = OpenApiExample(
    "Hold two tasks as they were seen",
    value={
        "action": "hold",
        "arguments": {"reason": "The supplier is closed until Monday"},
        "tasks": [{"task_id": 450, "version": 3}, {"task_id": 451, "version": 1}],
    },
    request_only=True,
)
MATCHING = OpenApiExample(
    "Claim everything in a view",
    value={"action": "claim", "filter": {"view": "unassigned", "priority": "urgent"}},
    request_only=True,
)


def answer(request: Request, job_id: uuid.UUID, code: int = status.HTTP_200_OK) -> Response:
    return Response(BulkJobOutput(selectors.job(caller_of(request), job_id)).data, status=code)


class BulkJobListView(generics.ListAPIView):
    """One's own jobs, newest first."""

    permission_classes = [IsPerson]
    serializer_class = BulkJobLine
    queryset = BulkJob.objects.none()

    def get_queryset(self) -> Any:
        return selectors.jobs(caller_of(self.request))

    @idempotent
    @extend_schema(request=BulkInput, responses={201: BulkJobOutput}, examples=[SELECTED, MATCHING])
    def post(self, request: Request) -> Response:
        """Preview an act on up to 5000 tasks: which would be done, and why others would not.

        Nothing happens to them before `start/`.
        """
        body = BulkInput(data=request.data)
        body.is_valid(raise_exception=True)
        given: dict[str, Any] = body.validated_data
        job = choosing.preview(
            action=given["action"],
            arguments=given["arguments"],
            chosen=chosen(request, given),
            caller=caller_of(request),
            actor=Actor.of(request),
        )
        return answer(request, job.pk, status.HTTP_201_CREATED)


class BulkJobView(APIView):
    """How far a job is."""

    permission_classes = [IsPerson]

    @extend_schema(responses=BulkJobOutput)
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        return answer(request, job_id)


class BulkItemFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    state = ChoiceFilter(choices=BulkItem.State.choices)

    class Meta:
        model = BulkItem
        fields: list[str] = []


class BulkItemListView(generics.ListAPIView):
    """The tasks of a job with what became, or would become, of each."""

    permission_classes = [IsPerson]
    serializer_class = BulkItemOutput
    filterset_class = BulkItemFilter
    queryset = BulkItem.objects.none()

    def get_queryset(self) -> Any:
        return selectors.items(caller_of(self.request), self.kwargs["job_id"])


class StartBulkJobView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=StartBulkInput, responses=BulkJobOutput)
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Let a previewed job run, or one go on after its trial. It goes on when the page is
        closed. Of more than 20 tasks five are done first unless `try_first` says otherwise; the
        job is `tried` then, and waits to be started again or cancelled."""
        body = StartBulkInput(data=request.data)
        body.is_valid(raise_exception=True)
        deciding.start(
            job_id=job_id,
            caller=caller_of(request),
            actor=Actor.of(request),
            try_first=body.validated_data["try_first"],
        )
        return answer(request, job_id)


class CancelBulkJobView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(request=None, responses=BulkJobOutput)
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Leave what is not done yet undone."""
        deciding.cancel(job_id=job_id, caller=caller_of(request), actor=Actor.of(request))
        return answer(request, job_id)


class UndoBulkJobView(APIView):
    permission_classes = [IsPerson]

    @idempotent
    @extend_schema(request=None, responses={201: BulkJobOutput})
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Start a job that takes this one back, where nobody has acted since; for 15 minutes."""
        job = deciding.undo(job_id=job_id, caller=caller_of(request), actor=Actor.of(request))
        return answer(request, job.pk, status.HTTP_201_CREATED)
