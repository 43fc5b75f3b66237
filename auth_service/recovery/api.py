"""Passwords that were forgotten, are reset or changed."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.anonymous import AnonymousView
from auth_service.documentation import errors
from auth_service.recovery import services
from auth_service.recovery.serializers import (
    ChangePasswordInput,
    ForgotPasswordInput,
    ResetPasswordInput,
    SentOutput,
)
from auth_service.tokens.shell import session_of
from shared.http.query import check_query
from shared.identity.permissions import IsPerson

SENT = "If there is such an account, a link is on its way to its address."
NONE: frozenset[str] = frozenset()


class ForgotPasswordView(AnonymousView):
    @extend_schema(
        request=ForgotPasswordInput,
        responses={202: SentOutput, **errors(400, 429)},
        examples=[
            OpenApiExample("By address", {"email": "ana.cruz@example.com"}, request_only=True),
            OpenApiExample("Always", {"message": SENT}, response_only=True, status_codes=["202"]),
        ],
    )
    def post(self, request: Request) -> Response:
        """Ask for a link that resets a password; the answer is the same for everybody.

        The link leads to `/reset-password?token=…` of the UI and works once within 30 minutes. At
        most three an hour are sent to one address.
        """
        check_query(request, NONE)
        body = ForgotPasswordInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.ask_for_link(**body.validated_data)
        return Response({"message": SENT}, status=status.HTTP_202_ACCEPTED)


class ResetPasswordView(AnonymousView):
    @extend_schema(
        request=ResetPasswordInput,
        responses={204: None, **errors(400, 410, 429)},
        examples=[
            OpenApiExample(
                "With the token of the link",
                {"token": "q0Jc…", "new_password": "violet tractor 42"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Set a new password with the token of a link; every session of the person ends.

        A password that is refused (400, each reason under `new_password`) leaves the link usable.
        """
        check_query(request, NONE)
        body = ResetPasswordInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.reset_password(**body.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ChangePasswordView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=ChangePasswordInput,
        responses={204: None, **errors(400, 401, 403, 429)},
        examples=[
            OpenApiExample(
                "Change",
                {"current_password": "the old one", "new_password": "violet tractor 42"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Change one's own password; all other sessions end.

        The access token that made this request is used up too: refresh it. Wrong current
        passwords are delayed like failed sign-ins (429 with Retry-After).
        """
        check_query(request, NONE)
        body = ChangePasswordInput(data=request.data)
        body.is_valid(raise_exception=True)
        caller: Any = request.user
        services.change_password(
            user_id=caller.id, session_id=session_of(caller.claims), **body.validated_data
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
