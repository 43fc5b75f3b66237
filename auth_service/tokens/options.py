"""Which ways in there are, for whoever is not signed in yet."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from auth_service.tokens.api import OpenView
from shared.http.examples import shown_as
from shared.http.query import check_query


@shown_as(openid=True, registration=True)
class SignInOptionsOutput(serializers.Serializer):
    """`openid`: with the organisation's provider, at /token/openid/; `registration`: people may ask
    for an account themselves."""

    openid = serializers.BooleanField()
    registration = serializers.BooleanField()


class SignInOptionsView(OpenView):
    @extend_schema(responses=SignInOptionsOutput)
    def get(self, request: Request) -> Response:
        """What the sign-in screen offers besides a password."""
        check_query(request, frozenset())
        offered = {
            "openid": bool(settings.OPENID_ISSUER),
            "registration": settings.REGISTRATION_OPEN,
        }
        return Response(SignInOptionsOutput(offered).data)
