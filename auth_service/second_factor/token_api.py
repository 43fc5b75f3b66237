"""Signing in with a second factor, and proving again who one is."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.documentation import errors
from auth_service.second_factor.services.stepping_up import step_up
from auth_service.tokens import cookies
from auth_service.tokens.api import COOKIE_MODE, OpenView, limit_attempts, wants_cookies
from auth_service.tokens.clients import client_of
from auth_service.tokens.pairs import ACCESS_LIFETIME
from auth_service.tokens.serializers import (
    CodeSentOutput,
    CredentialsInput,
    SteppedUpOutput,
    StepUpInput,
)
from auth_service.tokens.services.signing_in import mail_code
from auth_service.tokens.shell import AccessToken, read, session_of
from shared.identity.authentication import ACCESS_COOKIE
from shared.identity.permissions import IsPerson


class MailCodeView(OpenView):
    @extend_schema(
        request=CredentialsInput,
        responses={202: CodeSentOutput, **errors(400, 401, 409, 429)},
        examples=[
            OpenApiExample(
                "By user name",
                {"username": "maria.reyes", "password": "correct horse battery staple"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Mail a code for signing in, good for ten minutes and five attempts.

        Refused like a sign-in; 409 when codes by mail are not set up for the account; 429 after
        five codes within a quarter of an hour.
        """
        body = CredentialsInput(data=request.data)
        body.is_valid(raise_exception=True)
        client = client_of(request)
        limit_attempts(request, body.validated_data["login"], client)
        mail_code(**body.validated_data, client=client)
        answer = {"message": "A code is on its way to your address."}
        return Response(answer, status=status.HTTP_202_ACCEPTED)


class StepUpView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=StepUpInput,
        responses={200: SteppedUpOutput, **errors(400, 401, 403, 429)},
        parameters=[COOKIE_MODE],
        examples=[
            OpenApiExample("With a second factor", {"otp": "492039"}, request_only=True),
            OpenApiExample("Without", {"password": "the password"}, request_only=True),
        ],
    )
    def post(self, request: Request) -> Response:
        """Prove again who one is: an access token of the same session with a fresh `auth_time`.

        For acts that answered `STEP_UP_REQUIRED`. Whoever signed in with cookies gets it as a
        cookie. 401 `OTP_REQUIRED` when the account has a second factor and only the password came.
        """
        in_cookies = wants_cookies(request) or request.auth == request.COOKIES.get(ACCESS_COOKIE)
        body = StepUpInput(data=request.data)
        body.is_valid(raise_exception=True)
        caller: Any = request.user
        session_id = session_of(caller.claims)
        access = step_up(user_id=caller.id, session_id=session_id, **body.validated_data)
        return _answer(request, access, in_cookies)


def _answer(request: Request, access: str, in_cookies: bool) -> Response:
    body: dict[str, Any] = {
        "token_type": "Bearer",
        "expires_in": int(ACCESS_LIFETIME.total_seconds()),
        "auth_time": _auth_time(access),
    }
    if not in_cookies:
        return Response({"access": access, "access_token": access, **body})
    response = Response(body)
    cookies.set_access(request, response, access)
    return response


def _auth_time(access: str) -> int:
    return int(read(access, AccessToken)["auth_time"])
