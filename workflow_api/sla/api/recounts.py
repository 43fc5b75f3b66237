"""Recounting the clocks of tasks that run."""

from typing import Any

from django_filters import ChoiceFilter, FilterSet, NumberFilter
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import Conflict
from workflow_api.audit.actors import Actor
from workflow_api.sla import forecasting, recounting, selectors
from workflow_api.sla.api.serializers import ForecastOutput, RecountInput, RecountOutput
from workflow_api.sla.models import Recount
from workflow_api.workflows.api.permissions import DesignsWorkflows


class RecountFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Those that a calendar or a workflow was changed for."""

    calendar_id = NumberFilter(field_name="calendar_id", min_value=1, max_value=2**63 - 1)
    workflow_id = NumberFilter(field_name="workflow_id", min_value=1, max_value=2**63 - 1)
    status = ChoiceFilter(choices=Recount.Status.choices)


class RecountListView(generics.ListAPIView):
    """Recounts, newest first."""

    permission_classes = [DesignsWorkflows]
    serializer_class = RecountOutput
    filterset_class = RecountFilter

    def get_queryset(self) -> Any:
        return selectors.recounts()


class RecountView(APIView):
    """How far a recount is."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=RecountOutput)
    def get(self, request: Request, recount_id: int) -> Response:
        return Response(RecountOutput(selectors.recount(recount_id)).data)


class RecountCancelView(APIView):
    permission_classes = [DesignsWorkflows]

    @extend_schema(request=None, responses=RecountOutput)
    def post(self, request: Request, recount_id: int) -> Response:
        """Stop a recount; tasks that were recounted already stay so."""
        run = recounting.cancel(actor=Actor.of(request), recount_id=recount_id)
        return Response(RecountOutput(run).data)


class WorkflowRecountView(APIView):
    """The deployed targets, calendar and ladder of a workflow for the tasks that run on older
    versions of it."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=ForecastOutput)
    def get(self, request: Request, workflow_id: int) -> Response:
        """What it would do; writes nothing."""
        workflow = selectors.deployed_workflow(workflow_id)
        return Response(ForecastOutput(forecasting.of_workflow(workflow)).data)

    @extend_schema(request=RecountInput, responses={202: RecountOutput})
    def post(self, request: Request, workflow_id: int) -> Response:
        """Let them hold, in the background; 409 when they hold for every task already."""
        body = RecountInput(data=request.data)
        body.is_valid(raise_exception=True)
        run = recounting.request_for_workflow(
            actor=Actor.of(request),
            workflow=selectors.deployed_workflow(workflow_id),
            reason=body.validated_data["reason"],
        )
        if run is None:
            raise Conflict("The deployed targets hold for every open task already")
        return Response(RecountOutput(run).data, status=202)
