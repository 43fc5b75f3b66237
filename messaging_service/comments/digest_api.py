"""Digests of the discussions of several tickets, over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging_service.comments.digests import digests
from shared.http.query import check_query
from shared.identity.caller import caller_of
from shared.identity.permissions import IsPerson
from shared.ticket_access import sights

MOST_TICKETS = 100


class DigestQuery(serializers.Serializer):
    ticket_id = serializers.ListField(
        child=serializers.CharField(max_length=64),
        min_length=1,
        max_length=MOST_TICKETS,
        help_text="Given once for each ticket",
    )


class PersonHere(serializers.Serializer):
    user_id = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()


class DigestOutput(serializers.Serializer):
    ticket_id = serializers.CharField()
    unread = serializers.IntegerField(help_text="Comments of others after one's read marker")
    last_comment_at = serializers.DateTimeField(allow_null=True)
    people = PersonHere(many=True, help_text="Who has the discussion open")


class DigestView(APIView):
    """Unread comments and people of up to 100 tickets; those out of sight are left out."""

    permission_classes = [IsPerson]

    @extend_schema(parameters=[DigestQuery], responses=DigestOutput(many=True))
    def get(self, request: Request) -> Response:
        check_query(request, frozenset({"ticket_id"}))
        query = DigestQuery(data={"ticket_id": request.query_params.getlist("ticket_id")})
        query.is_valid(raise_exception=True)
        caller = caller_of(request)
        seen = sights(caller, list(dict.fromkeys(query.validated_data["ticket_id"])))
        return Response(DigestOutput(digests(caller.id, seen), many=True).data)
