"""HTTP: the snapshots of tickets, and who may see one."""

from typing import Any

from django_filters import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.query import check_query
from shared.identity.caller import TTS, Caller
from shared.identity.permissions import HasScope, IsPerson
from shared.trigrams import any_has
from workflow_api.audit.actors import caller_of
from workflow_api.tickets import selectors
from workflow_api.tickets.models import WorkflowTicket


class WorkflowTicketOutput(serializers.ModelSerializer):
    """A ticket as workflow_api took it in."""

    description = serializers.CharField(source="canonical.description")

    class Meta:
        model = WorkflowTicket
        fields = [
            "id",
            "ticket_number",
            "external_id",
            "source_service",
            "subject",
            "description",
            "category",
            "sub_category",
            "department",
            "priority",
            "requester_email",
            "submitted_at",
            "received_at",
            "state",
            "unrouted_reason",
        ]


class WorkflowTicketFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    state = ChoiceFilter(choices=WorkflowTicket.State.choices)
    category = CharFilter(lookup_expr="iexact")
    department = CharFilter(lookup_expr="iexact")
    search = CharFilter(method="matching", label="in subject or number")

    class Meta:
        model = WorkflowTicket
        fields: list[str] = []

    def matching(self, tickets: Any, name: str, value: str) -> Any:
        return tickets.filter(any_has(value, "subject", "ticket_number"))


class WorkflowTicketListView(generics.ListAPIView):
    """The tickets this person may see, newest first."""

    permission_classes = [IsPerson]
    serializer_class = WorkflowTicketOutput
    filterset_class = WorkflowTicketFilter
    queryset = WorkflowTicket.objects.none()

    def get_queryset(self) -> Any:
        return selectors.tickets(caller_of(self.request))


class AccessQuery(serializers.Serializer):
    """The person a service asks about; `roles` are TTS roles, separated by commas."""

    user_id = serializers.IntegerField(min_value=1)
    email = serializers.CharField(max_length=254, allow_blank=True, default="")
    department = serializers.CharField(max_length=100, allow_blank=True, default="")
    roles = serializers.CharField(max_length=4000, allow_blank=True, default="")

    def person(self) -> Caller:
        given = self.validated_data
        names = {name.strip() for name in given["roles"].split(",")} - {""}
        return Caller(
            id=given["user_id"],
            username="",
            email=given["email"],
            roles=frozenset((TTS, name) for name in names),
            claims={"department": given["department"]},
        )


class TicketAccessOutput(serializers.Serializer):
    visible = serializers.BooleanField()
    may_comment = serializers.BooleanField()
    may_see_internal = serializers.BooleanField()
    participants = serializers.ListField(child=serializers.IntegerField())
    watchers = serializers.ListField(child=serializers.IntegerField())
    title = serializers.CharField()


class TicketAccessView(APIView):
    """For other services: what a person may do around a ticket; 404 for an unknown number."""

    permission_classes = [HasScope("tickets.access")]

    @extend_schema(parameters=[AccessQuery], responses=TicketAccessOutput)
    def get(self, request: Request, number: str) -> Response:
        check_query(request, frozenset(AccessQuery().fields))
        query = AccessQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        return Response(TicketAccessOutput(selectors.access(number, query.person())).data)


class SightsQuery(AccessQuery):
    numbers = serializers.ListField(
        child=serializers.CharField(max_length=64), min_length=1, max_length=100
    )


class SightOutput(serializers.Serializer):
    number = serializers.CharField()
    may_see_internal = serializers.BooleanField()


class TicketSightsView(APIView):
    """For other services: which of up to 100 tickets a person may see."""

    permission_classes = [HasScope("tickets.access")]

    @extend_schema(parameters=[SightsQuery], responses=SightOutput(many=True))
    def get(self, request: Request) -> Response:
        check_query(request, frozenset(SightsQuery().fields))
        numbers = request.query_params.getlist("numbers")
        query = SightsQuery(data={**request.query_params.dict(), "numbers": numbers})
        query.is_valid(raise_exception=True)
        seen = selectors.seen_among(query.validated_data["numbers"], query.person())
        return Response(SightOutput(seen, many=True).data)
