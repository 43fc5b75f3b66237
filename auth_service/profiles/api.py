"""One's own profile and address."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.accounts.selectors import person
from auth_service.anonymous import AnonymousView
from auth_service.documentation import errors
from auth_service.profiles import services
from auth_service.profiles.serializers import (
    AskedOutput,
    ChangeProfileInput,
    ConfirmAddressInput,
    NewAddressInput,
    ProfileOutput,
)
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.identity.permissions import IsPerson

ASKED = "A link is on its way to this address, if it can become yours."


class OwnProfileView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses={200: ProfileOutput, **errors(401, 403)})
    def get(self, request: Request) -> Response:
        """Whoever is signed in."""
        return _profile(_own_id(request))

    @extend_schema(
        request=ChangeProfileInput,
        responses={200: ProfileOutput, **errors(400, 401, 403, 409, 412)},
        parameters=[IF_MATCH],
        examples=[
            OpenApiExample(
                "Settings",
                {"language": "de", "time_zone": "Europe/Berlin", "theme": "dark"},
                request_only=True,
            )
        ],
    )
    def patch(self, request: Request) -> Response:
        """Change what is given of one's own profile; the rest is the admins' affair.

        409 naming `department` for people whose department decides which tickets they see.
        """
        body = ChangeProfileInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.change_profile(
            user_id=_own_id(request), seen=IfMatch.of(request), **body.validated_data
        )
        return _profile(_own_id(request))


class NewAddressView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=NewAddressInput,
        responses={202: AskedOutput, **errors(400, 401, 403, 429)},
        examples=[
            OpenApiExample(
                "New address",
                {"email": "maria@example.org", "password": "the password"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Mail a link to a new address; it becomes one's own when the link is followed.

        The link leads to `/confirm-email?token=…` and works once within 24 hours. The answer does
        not tell whether the address belongs to somebody else.
        """
        body = NewAddressInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.ask_for_new_address(user_id=_own_id(request), **body.validated_data)
        return Response({"message": ASKED}, status=status.HTTP_202_ACCEPTED)


class ConfirmAddressView(AnonymousView):
    @extend_schema(request=ConfirmAddressInput, responses={204: None, **errors(400, 409, 410, 429)})
    def post(self, request: Request) -> Response:
        """Take the address that the link was sent to; the old one gets a notice.

        Access tokens that are out carry the old address and have to be refreshed.
        """
        body = ConfirmAddressInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.confirm_address(**body.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _own_id(request: Request) -> int:
    caller: Any = request.user
    own: int = caller.id
    return own


def _profile(user_id: int) -> Response:
    user = person(user_id)
    return Response(ProfileOutput(user).data, headers={"ETag": etag(user)})
