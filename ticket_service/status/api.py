from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ticket_service.status.selectors import timeline
from ticket_service.tickets.api import PersonOutput, VisibleTickets


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
    changes = ChangeOutput(many=True)


class TimelineView(VisibleTickets):
    """What happened to a ticket, oldest first."""

    lookup_field = "number"
    filter_backends = []
    pagination_class = None
    serializer_class = EventOutput

    @extend_schema(responses=EventOutput(many=True))
    def get(self, request: Request, number: str) -> Response:
        return Response(EventOutput(timeline(self.get_object()), many=True).data)
