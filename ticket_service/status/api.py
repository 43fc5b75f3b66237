from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ticket_service.status.selectors import timeline
from ticket_service.tickets.access import caller_of
from ticket_service.tickets.api import PersonOutput
from ticket_service.tickets.authentication import READERS
from ticket_service.tickets.selectors import ticket_for


class ChangeOutput(serializers.Serializer):
    field = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class EventOutput(serializers.Serializer):
    """`changes` of kind `amended` came after work had started and were not applied."""

    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=["created", "updated", "amended", "status"])
    text = serializers.CharField()
    status = serializers.CharField()
    step = serializers.CharField()
    assignee = PersonOutput(allow_null=True)
    eta = serializers.DateTimeField(allow_null=True)
    eta_latest = serializers.DateTimeField(allow_null=True)
    changes = ChangeOutput(many=True)


class TimelineView(APIView):
    """What happened to a ticket, oldest first."""

    authentication_classes = READERS

    @extend_schema(responses=EventOutput(many=True))
    def get(self, request: Request, number: str) -> Response:
        ticket = ticket_for(caller_of(request), number)
        return Response(EventOutput(timeline(ticket), many=True).data)
