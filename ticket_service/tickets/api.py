from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ticket_service.tickets.access import caller_of
from ticket_service.tickets.authentication import READERS
from ticket_service.tickets.filters import TicketFilter
from ticket_service.tickets.models import Ticket, TicketQuerySet
from ticket_service.tickets.selectors import ticket_for


class PersonOutput(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class RequesterOutput(serializers.Serializer):
    """As the sender named the person; `id` is the sender's own, a number or a text."""

    id = serializers.JSONField(allow_null=True)
    name = serializers.CharField()
    email = serializers.CharField()


class AttachmentOutput(serializers.Serializer):
    filename = serializers.CharField()
    url = serializers.URLField()


class TicketSummary(serializers.ModelSerializer):
    """`step`, `assignee`, `eta` and `eta_latest` are what workflow_api reported last.

    Half of such tickets were done by `eta`, nine of ten by `eta_latest`; both are empty where
    history is too short to say.
    """

    ticket_id = serializers.UUIDField(source="id")
    ticket_number = serializers.CharField(source="number")
    requester = RequesterOutput()
    assignee = serializers.SerializerMethodField()

    class Meta:
        model = Ticket
        fields = [
            "ticket_id",
            "ticket_number",
            "source_service",
            "external_id",
            "subject",
            "category",
            "sub_category",
            "department",
            "priority",
            "requester",
            "submitted_at",
            "received_at",
            "status",
            "status_changed_at",
            "step",
            "assignee",
            "eta",
            "eta_latest",
        ]
        read_only_fields = fields

    @extend_schema_field(PersonOutput(allow_null=True))
    def get_assignee(self, ticket: Ticket) -> dict[str, Any] | None:
        if ticket.assignee_id is None:
            return None
        return {"id": ticket.assignee_id, "name": ticket.assignee_name}


class TicketOutput(TicketSummary):
    attachments = AttachmentOutput(many=True)

    class Meta(TicketSummary.Meta):
        fields = [*TicketSummary.Meta.fields, "description", "attachments", "details", "revision"]
        read_only_fields = fields


class TicketListView(ListModelMixin, GenericAPIView):
    """Tickets that are the caller's affair, newest first: all for Admins and Auditors, a
    department's for its Manager, and for everybody what they asked for and what is assigned to
    them."""

    authentication_classes = READERS
    # Names the model to the API description; every read goes through get_queryset.
    queryset = Ticket.objects.none()
    serializer_class: Any = TicketSummary
    filterset_class = TicketFilter

    def get_queryset(self) -> TicketQuerySet:
        tickets = Ticket.objects.visible_to(caller_of(self.request))
        return tickets.order_by("-received_at", "id")

    def get(self, request: Request) -> Response:
        return self.list(request)


class TicketDetailView(APIView):
    """One ticket by its number, as its sender gave it, and how far it has got."""

    authentication_classes = READERS

    @extend_schema(responses=TicketOutput)
    def get(self, request: Request, number: str) -> Response:
        return Response(TicketOutput(ticket_for(caller_of(request), number)).data)
