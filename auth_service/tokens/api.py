"""Signing in and out, for people and programs. None of these asks for a valid access token."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.documentation import errors
from auth_service.second_factor.authentication import enrolment_token
from auth_service.second_factor.services.proving import EnrolmentRequired
from auth_service.tokens import cookies, keys
from auth_service.tokens.authentication import verified_caller
from auth_service.tokens.clients import Client, client_of, fingerprint
from auth_service.tokens.examples import SERVICE_TOKEN, SIGN_IN_EXAMPLES, VERIFIED
from auth_service.tokens.pairs import ACCESS_LIFETIME, TokenPair
from auth_service.tokens.serializers import (
    EnrolmentOutput,
    KeySetOutput,
    RefreshInput,
    ServiceTokenInput,
    ServiceTokenOutput,
    SignInInput,
    TokenPairOutput,
    VerifyInput,
    VerifyOutput,
)
from auth_service.tokens.services.programs import service_token
from auth_service.tokens.services.refreshing import refresh
from auth_service.tokens.services.signing_in import sign_in
from auth_service.tokens.services.signing_out import sign_out
from auth_service.tokens.shell import ENROLMENT_LIFETIME, SERVICE_LIFETIME
from shared.errors import AuthFailed, Forbidden
from shared.http.clients import client_address
from shared.http.errors import error_body
from shared.http.query import check_query
from shared.http.throttling import limit
from shared.identity.authentication import (
    ACCESS_COOKIE,
    REFRESH_COOKIE,
    check_browser,
    origin_allowed,
)

COOKIE_MODE = OpenApiParameter(
    "cookie", bool, description="Put the tokens into HttpOnly cookies instead of the answer"
)


class OpenView(APIView):
    """The body is the credential, or the answer is public and its readers are our own services."""

    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = []


class SignInView(OpenView):
    @extend_schema(
        request=SignInInput,
        responses={200: TokenPairOutput, 401: EnrolmentOutput, **errors(400, 403, 429)},
        parameters=[COOKIE_MODE],
        examples=SIGN_IN_EXAMPLES,
    )
    def post(self, request: Request) -> Response:
        """Tokens for a user name or e-mail address and a password.

        401 in the same words for unknown, inactive and mistyped; 429 with Retry-After when there
        were too many attempts or failures. Further 401 only after the right password:
        `OTP_REQUIRED` (send `otp` too; the fields of `details` name what it may come from),
        `OTP_INVALID`, and `ENROLMENT_REQUIRED` with a token for /api/v1/users/2fa/, when a role
        needs a second factor and there is none. Signing in with a code of the new factor ends
        that, and answers recovery codes.
        """
        in_cookies = wants_cookies(request)
        check_origin(request)
        body = SignInInput(data=request.data)
        body.is_valid(raise_exception=True)
        client = client_of(request)
        limit_attempts(request, body.validated_data["login"], client)
        try:
            signed_in = sign_in(**body.validated_data, client=client)
        except EnrolmentRequired as error:
            return enrolment_needed(error)
        return tokens_answer(request, signed_in.pair, in_cookies, signed_in.recovery_codes)


class RefreshView(OpenView):
    @extend_schema(
        request=RefreshInput,
        responses={200: TokenPairOutput, **errors(400, 401, 403, 429)},
        parameters=[COOKIE_MODE],
    )
    def post(self, request: Request) -> Response:
        """The next pair for a refresh token, which is used up by this.

        The token comes from the body or, with Origin and X-CSRFToken, from the cookie.
        """
        in_cookies = wants_cookies(request)
        _limit_tokens(request, "refresh")
        body = RefreshInput(data=request.data)
        body.is_valid(raise_exception=True)
        token = body.validated_data.get("refresh")
        if token is None:
            token, in_cookies = _refresh_cookie(request), True
        pair = refresh(token=token, client=client_of(request))
        return tokens_answer(request, pair, in_cookies, is_new=False)


class VerifyView(OpenView):
    @extend_schema(
        request=VerifyInput,
        responses={200: VerifyOutput, **errors(400, 401, 429)},
        examples=[VERIFIED],
    )
    def post(self, request: Request) -> Response:
        """Whether an access or service token is believed; 401 otherwise."""
        _limit_tokens(request, "verify")
        body = VerifyInput(data=request.data)
        body.is_valid(raise_exception=True)
        claims = verified_caller(body.validated_data["token"]).claims
        answer = {
            "valid": True,
            "token_type": claims["token_type"],
            "subject": claims["sub"],
            "expires_at": datetime.fromtimestamp(claims["exp"], UTC),
        }
        return Response(VerifyOutput(answer).data)


class ServiceTokenView(OpenView):
    @extend_schema(
        request=ServiceTokenInput,
        responses={200: ServiceTokenOutput, **errors(400, 401, 429)},
        examples=[SERVICE_TOKEN],
    )
    def post(self, request: Request) -> Response:
        """A token for the credentials of a program, good for 15 minutes."""
        body = ServiceTokenInput(data=request.data)
        body.is_valid(raise_exception=True)
        credentials = body.validated_data
        # By name: one program that asks in a loop does not keep its neighbours from their work.
        _limit_tokens(request, f"service:{fingerprint(credentials['client_id'])}")
        token, scopes = service_token(
            client_id=credentials["client_id"], client_secret=credentials["client_secret"]
        )
        answer = {
            "access": token,
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": int(SERVICE_LIFETIME.total_seconds()),
            "scopes": scopes,
        }
        return Response(answer)


class SignOutView(OpenView):
    @extend_schema(request=RefreshInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """End the session of the given refresh token, Bearer header or cookie; clear the cookies.

        Signing out twice is no error.
        """
        body = RefreshInput(data=request.data)
        body.is_valid(raise_exception=True)
        token = body.validated_data.get("refresh") or _bearer(request) or _cookie(request)
        if token:
            sign_out(token=token)
        response = Response(status=status.HTTP_204_NO_CONTENT)
        cookies.clear_tokens(request, response)
        return response


class KeySetView(OpenView):
    @extend_schema(responses=KeySetOutput)
    def get(self, request: Request) -> Response:
        """The public keys that verify tokens: current, next and previous ones."""
        return Response(keys.key_set(), headers={"Cache-Control": "public, max-age=60"})


def enrolment_needed(error: EnrolmentRequired) -> Response:
    """The refusal, with a token that only sets up a second factor."""
    body = {
        **error_body(error.message, error.code),
        "enrolment_token": enrolment_token(error.user),
        "expires_in": int(ENROLMENT_LIFETIME.total_seconds()),
    }
    headers = {"WWW-Authenticate": "Bearer"}
    return Response(body, status=status.HTTP_401_UNAUTHORIZED, headers=headers)


def tokens_answer(
    request: Request,
    pair: TokenPair,
    in_cookies: bool,
    recovery_codes: Sequence[str] = (),
    *,
    is_new: bool = True,
) -> Response:
    """The pair, in the body or in cookies; `is_new` when it begins a session."""
    body: dict[str, Any] = {
        "token_type": "Bearer",
        "expires_in": int(ACCESS_LIFETIME.total_seconds()),
    }
    if recovery_codes:
        body["recovery_codes"] = recovery_codes
    if in_cookies:
        response = Response(body)
        cookies.set_tokens(request, response, pair, is_new=is_new)
        return response
    names = {"access": pair.access, "access_token": pair.access}
    return Response({**names, "refresh": pair.refresh, "refresh_token": pair.refresh, **body})


def wants_cookies(request: Request) -> bool:
    """Whether the query asks for `cookie=1`; unknown parameters are refused."""
    check_query(request, frozenset({"cookie"}))
    return request.query_params.get("cookie", "").lower() in {"1", "true"}


def limit_attempts(request: Request, login: str, client: Client) -> None:
    """RateLimitExceeded when this client tried this name too often within a minute."""
    limit(request, "login", f"{client.address}:{fingerprint(login.lower())}")


def _limit_tokens(request: Request, use: str) -> None:
    """RateLimitExceeded when this address asked too often within a minute."""
    limit(request, "token", f"{use}:{client_address(request)}")


def check_origin(request: Request) -> None:
    """Nobody else's page may sign its visitor in here; programs send no Origin."""
    origin = request.headers.get("Origin")
    if origin is not None and not origin_allowed(origin, request.headers.get("Host", "")):
        raise Forbidden("The request does not come from a page of TTS", code="ORIGIN_REFUSED")


def _refresh_cookie(request: Request) -> str:
    token = request.COOKIES.get(REFRESH_COOKIE)
    if not token:
        raise AuthFailed("There is no refresh token in the body or the cookies")
    check_browser(request)
    return token


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(request: Request) -> str:
    # The refresh cookie is not sent here; the access token names the same session.
    token = request.COOKIES.get(ACCESS_COOKIE, "")
    if token:
        check_browser(request)
    return token
