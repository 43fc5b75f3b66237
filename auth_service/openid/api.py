"""Signing in with the account of one's organisation; ends in the same cookies as a password."""

import secrets
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponseRedirect
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.documentation import errors
from auth_service.openid import provider
from auth_service.openid.pending import forget_pending, pending_user, set_pending
from auth_service.openid.provider import Attempt
from auth_service.openid.serializers import ProviderOtpInput
from auth_service.openid.services import finish, recognise
from auth_service.second_factor.services.factors import send_code
from auth_service.second_factor.services.proving import EnrolmentRequired, OtpRequired
from auth_service.tokens import cookies
from auth_service.tokens.api import (
    OpenView,
    check_origin,
    enrolment_needed,
    limit_attempts,
    tokens_answer,
)
from auth_service.tokens.clients import Client, client_of
from auth_service.tokens.serializers import CodeSentOutput, EnrolmentOutput, TokenPairOutput
from shared.errors import AuthFailed, DomainError
from shared.http.throttling import limit

ATTEMPT_COOKIE = "openid_attempt"
ATTEMPT_SECONDS = 600
SALT = "auth_service.openid.attempt"
ON_ITS_WAY = "A code is on its way to your address."


class BeginView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(responses={302: None})
    def get(self, request: Request) -> HttpResponseRedirect:
        """To the provider; 404 where none is configured. For a browser's address bar."""
        provider.require_configured()
        attempt = Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))
        response = HttpResponseRedirect(provider.authorisation_url(attempt))
        # Lax: it has to come along when the provider sends the browser back.
        response.set_cookie(
            ATTEMPT_COOKIE,
            signing.dumps(asdict(attempt), salt=SALT),
            max_age=ATTEMPT_SECONDS,
            httponly=True,
            secure=settings.PRODUCTION or request.is_secure(),
            samesite="Lax",
        )
        return response


class CallbackView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[OpenApiParameter("code", str), OpenApiParameter("state", str)],
        responses={302: None},
    )
    def get(self, request: Request) -> Any:
        """Back from the provider: to the application with cookies, or to the sign-in screen with
        the code of what is missing as `?openid=`.

        After OTP_REQUIRED and ENROLMENT_REQUIRED the screen goes on at
        `/token/openid/second-factor/`, which the same browser may use for ten minutes.
        """
        provider.require_configured()
        client = client_of(request)
        limit(request, "login", f"{client.address}:openid")
        try:
            identity = provider.identity_for(_code(request), _attempt(request))
            return _gone(_signed_in(request, identity, client))
        except DomainError as error:
            return _gone(_to_sign_in(error))


class SecondFactorView(OpenView):
    @extend_schema(
        request=ProviderOtpInput,
        responses={200: TokenPairOutput, 401: EnrolmentOutput, **errors(400, 403, 429)},
    )
    def post(self, request: Request) -> Response:
        """End a sign-in that the provider vouched for with TTS's own second factor, in cookies.

        401 as at `/token/`: `OTP_REQUIRED` names what a code may come from (send no `otp` to be
        told), `OTP_INVALID`, `ENROLMENT_REQUIRED` with a token for setting one up.
        """
        check_origin(request)
        user, client = pending_user(request), client_of(request)
        body = ProviderOtpInput(data=request.data)
        body.is_valid(raise_exception=True)
        limit_attempts(request, user.username, client)
        try:
            signed_in = finish(user=user, client=client, **body.validated_data)
        except EnrolmentRequired as error:
            return enrolment_needed(error)
        response = tokens_answer(request, signed_in.pair, True, signed_in.recovery_codes)
        forget_pending(response)
        return response


class MailProviderCodeView(OpenView):
    @extend_schema(request=None, responses={202: CodeSentOutput, **errors(401, 403, 409, 429)})
    def post(self, request: Request) -> Response:
        """Mail a code for ending such a sign-in; 409 when codes by mail are not set up."""
        check_origin(request)
        user = pending_user(request)
        limit_attempts(request, user.username, client_of(request))
        send_code(user_id=user.pk)
        return Response({"message": ON_ITS_WAY}, status=status.HTTP_202_ACCEPTED)


def _signed_in(request: Request, identity: provider.Identity, client: Client) -> Any:
    user = recognise(identity=identity)
    try:
        signed_in = finish(
            user=user,
            client=client,
            proven_twice=identity.proven_twice,
            proven_at=identity.proven_at,
        )
    except (OtpRequired, EnrolmentRequired) as error:
        unfinished = _to_sign_in(error)
        set_pending(request, unfinished, user)
        return unfinished
    response = Response(status=302, headers={"Location": f"{settings.PUBLIC_URL}/"})
    cookies.set_tokens(request, response, signed_in.pair)
    return response


def _to_sign_in(error: DomainError) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{settings.PUBLIC_URL}/?openid={error.code}")


def _gone(response: Any) -> Any:
    """The attempt is used up, however it ended."""
    response.delete_cookie(ATTEMPT_COOKIE, samesite="Lax")
    return response


def _code(request: Request) -> str:
    code = request.query_params.get("code", "")
    if not code:
        raise AuthFailed("The provider sent no code")
    return code


def _attempt(request: Request) -> Attempt:
    """What this very browser began; a link that somebody else prepared has no cookie for it."""
    try:
        kept = signing.loads(
            request.COOKIES.get(ATTEMPT_COOKIE, ""), salt=SALT, max_age=ATTEMPT_SECONDS
        )
    except signing.BadSignature as error:
        raise AuthFailed("This browser has begun no sign-in") from error
    attempt = Attempt(**kept)
    if not secrets.compare_digest(
        attempt.state.encode(), request.query_params.get("state", "").encode()
    ):
        raise AuthFailed("This is the answer to another sign-in")
    return attempt
