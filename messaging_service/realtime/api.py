"""What a browser needs before it opens a socket."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging_service.realtime import socket_tickets
from shared.identity.caller import caller_of
from shared.identity.permissions import IsPerson


class SocketTicketOutput(serializers.Serializer):
    ticket = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds")


class SocketTicketView(APIView):
    """A ticket for one WebSocket, sent as its sub-protocol: `tts.v1, ticket.<ticket>`."""

    permission_classes = [IsPerson]

    @extend_schema(request=None, responses={201: SocketTicketOutput})
    def post(self, request: Request) -> Response:
        ticket = socket_tickets.issue(caller_of(request))
        answer = {"ticket": ticket, "expires_in": settings.SOCKET_TICKET_SECONDS}
        return Response(answer, status=status.HTTP_201_CREATED)
