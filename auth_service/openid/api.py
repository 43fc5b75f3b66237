"""Signing in with the account of one's organisation; ends in the same cookies as a password."""

import secrets
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponseRedirect
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.openid import provider
from auth_service.openid.provider import Attempt
from auth_service.openid.services import sign_in_as
from auth_service.tokens import cookies
from auth_service.tokens.clients import client_of
from shared.errors import AuthFailed, DomainError
from shared.http.throttling import limit

ATTEMPT_COOKIE = "openid_attempt"
ATTEMPT_SECONDS = 600
SALT = "auth_service.openid.attempt"


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
        the code of what went wrong as `?openid=`."""
        provider.require_configured()
        client = client_of(request)
        limit(request, "login", f"{client.address}:openid")
        try:
            identity = provider.identity_for(_code(request), _attempt(request))
            pair = sign_in_as(identity=identity, client=client)
        except DomainError as error:
            return _gone(HttpResponseRedirect(f"{settings.PUBLIC_URL}/?openid={error.code}"))
        response = Response(status=302, headers={"Location": f"{settings.PUBLIC_URL}/"})
        cookies.set_tokens(request, response, pair)
        return _gone(response)


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
