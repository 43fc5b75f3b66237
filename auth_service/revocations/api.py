"""What every service asks at intervals of a few seconds."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.revocations.selectors import revocations
from shared.http.fields import StrictSerializer
from shared.http.query import check_query
from shared.identity.permissions import HasScope

EXAMPLE = OpenApiExample(
    "One session ended, one person lost a role, one program its scopes",
    value={
        "cursor": 88123,
        "sessions": [{"sid": "0e6e4ff0a3f14b7bb5b1a3f3f6f2ab11", "until": 1772443200}],
        "people": [{"user_id": 12, "token_version": 4, "until": 1772443200}],
        "clients": [{"client_id": "reporting", "token_version": 2, "until": 1772443200}],
    },
)


class RevocationsQuery(StrictSerializer):
    since = serializers.IntegerField(
        min_value=0, max_value=2**63 - 1, default=0, help_text="`cursor` of the last answer"
    )


class RevokedSession(serializers.Serializer):
    """All tokens whose `sid` this is; forget it after `until` (Unix seconds)."""

    sid = serializers.CharField()
    until = serializers.IntegerField()


class RevokedPerson(serializers.Serializer):
    """The person's tokens with a lower `token_version`; forget it after `until`."""

    user_id = serializers.IntegerField()
    token_version = serializers.IntegerField()
    until = serializers.IntegerField()


class RevokedClient(serializers.Serializer):
    """The program's tokens with a lower `token_version`; forget it after `until`."""

    client_id = serializers.CharField()
    token_version = serializers.IntegerField()
    until = serializers.IntegerField()


class RevocationsOutput(serializers.Serializer):
    cursor = serializers.IntegerField()
    sessions = RevokedSession(many=True)
    people = RevokedPerson(many=True)
    clients = RevokedClient(many=True)


class RevocationsView(APIView):
    permission_classes = [HasScope("revocations.read")]

    @extend_schema(parameters=[RevocationsQuery], responses=RevocationsOutput, examples=[EXAMPLE])
    def get(self, request: Request) -> Response:
        """Tokens to refuse although they have not expired; some may be told twice, none never."""
        check_query(request, frozenset({"since"}))
        asked = RevocationsQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        return Response(revocations(**asked.validated_data))
