"""HTTP: the tickets that wait for a workflow, and what an Admin does about them."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.dead_letters.models import DeadLetter
from shared.http.fields import StrictSerializer
from shared.http.query import BooleanFilter
from shared.identity.permissions import HasRole
from workflow_api.audit.actors import Actor
from workflow_api.tickets import routing, selectors
from workflow_api.tickets.api import (
    WorkflowTicketFilter,
    WorkflowTicketListView,
    WorkflowTicketOutput,
)
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.nearest import Obstacle, candidates, nearest
from workflow_api.workflows.models import Workflow

MAX_REASON = 1000


class NearWorkflowOutput(serializers.ModelSerializer):
    """A workflow that nearly takes the ticket, and the `obstacle`.

    `deployment`: it is not deployed. `department`: it takes another department only.
    `sub_category`: of the category it takes another one. `spelling`: its words are similar.
    """

    workflow_id = serializers.IntegerField(source="pk")
    obstacle = serializers.SerializerMethodField()

    class Meta:
        model = Workflow
        fields = [
            "workflow_id",
            "name",
            "category",
            "sub_category",
            "department",
            "status",
            "obstacle",
        ]

    @extend_schema_field(serializers.ChoiceField(choices=Obstacle.choices))
    def get_obstacle(self, workflow: Workflow) -> str:
        obstacle: str = self.context["obstacle"]
        return obstacle


class LetterReference(serializers.ModelSerializer):
    class Meta:
        model = DeadLetter
        fields = ["id", "cause", "state", "assigned_to"]


class UnroutedTicketOutput(WorkflowTicketOutput):
    """A waiting ticket; `letter` is its entry among the failed work."""

    nearest = serializers.SerializerMethodField()
    letter = serializers.SerializerMethodField()

    class Meta(WorkflowTicketOutput.Meta):
        fields = [*WorkflowTicketOutput.Meta.fields, "snoozed_until", "nearest", "letter"]

    @extend_schema_field(NearWorkflowOutput(many=True))
    def get_nearest(self, ticket: WorkflowTicket) -> list[Any]:
        near = nearest(ticket, self.context["candidates"])
        return [
            NearWorkflowOutput(each.workflow, context={"obstacle": each.obstacle}).data
            for each in near
        ]

    @extend_schema_field(LetterReference(allow_null=True))
    def get_letter(self, ticket: WorkflowTicket) -> Any:
        letter = self.context["letters"].get(ticket.ticket_number)
        return LetterReference(letter).data if letter else None


class UnroutedTicketFilter(WorkflowTicketFilter):
    """`snoozed=true` lists those that were put off, `false` the others."""

    snoozed = BooleanFilter(method="put_off")

    def put_off(self, tickets: Any, name: str, value: bool) -> Any:
        later = Q(snoozed_until__gt=timezone.now())
        return tickets.filter(later) if value else tickets.exclude(later)


class UnroutedTicketListView(WorkflowTicketListView):
    """Tickets that wait for a workflow, oldest first."""

    permission_classes = [HasRole("Admin", "Auditor")]
    serializer_class = UnroutedTicketOutput
    filterset_class = UnroutedTicketFilter

    def get_queryset(self) -> Any:
        waiting = super().get_queryset().filter(state=WorkflowTicket.State.UNROUTED)
        return waiting.order_by("submitted_at", "id")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        context = {"candidates": candidates(), "letters": selectors.letters_of(page)}
        return self.get_paginated_response(
            UnroutedTicketOutput(page, many=True, context=context).data
        )


class RouteTicketInput(StrictSerializer):
    """Without `workflow_id` the ticket goes where it matches by now."""

    workflow_id = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, allow_null=True, default=None
    )
    reason = serializers.CharField(max_length=MAX_REASON, required=False, default="")


class RoutedTicketOutput(WorkflowTicketOutput):
    task_id = serializers.SerializerMethodField()

    class Meta(WorkflowTicketOutput.Meta):
        fields = [*WorkflowTicketOutput.Meta.fields, "task_id"]

    def get_task_id(self, ticket: WorkflowTicket) -> int:
        task_id: int = self.context["task_id"]
        return task_id


class RouteTicketView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(
        request=RouteTicketInput, responses=RoutedTicketOutput, operation_id="tickets_route"
    )
    def post(self, request: Request, ticket_id: int) -> Response:
        """Route a waiting ticket by hand.

        409 when it has a workflow already or, with code `WORKFLOW_NOT_FOUND`, when nothing matches
        it; 422 when the workflow named is not deployed.
        """
        return _route(request, ticket_id)


class RouteTicketByNumberView(APIView):
    permission_classes = [HasRole("Admin")]

    @extend_schema(
        request=RouteTicketInput,
        responses=RoutedTicketOutput,
        operation_id="tickets_route_by_number",
    )
    def post(self, request: Request, number: str) -> Response:
        """The same, for a number that is not of digits alone."""
        return _route(request, selectors.ticket(number).pk)


def _route(request: Request, ticket_id: int) -> Response:
    body = RouteTicketInput(data=request.data)
    body.is_valid(raise_exception=True)
    actor = Actor.of(request)
    task = routing.route_by_hand(ticket_id=ticket_id, actor=actor, **body.validated_data)
    return Response(RoutedTicketOutput(task.ticket, context={"task_id": task.pk}).data)
