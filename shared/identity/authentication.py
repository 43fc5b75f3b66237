"""Django REST framework's view of our tokens: a Bearer header, or the cookie of a browser."""

import hmac
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from shared.errors import AuthFailed, Forbidden
from shared.identity.caller import Caller
from shared.identity.tokens import authenticate_token

ACCESS_COOKIE = "access_token"
REFRESH_COOKIE = "refresh_token"
CSRF_COOKIE = "csrftoken"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenAuthentication(BaseAuthentication):
    """A header wins over a cookie; a cookie may change things only from our own pages."""

    def authenticate(self, request: Request) -> tuple[Caller, str] | None:
        header = request.headers.get("Authorization", "")
        if header:
            token = _bearer(header)
            return self.verify(token), token
        cookie = request.COOKIES.get(ACCESS_COOKIE)
        if not cookie:
            return None
        caller = self.verify(cookie)
        check_browser(request)
        return caller, cookie

    def verify(self, token: str) -> Caller:
        """The caller behind `token`; auth_service overrides this with its own rows."""
        return authenticate_token(token)

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise AuthFailed("The Authorization header must be: Bearer <token>")
    return token.strip()


def check_browser(request: Any) -> None:
    """Refuse an unsafe request authorised by cookies unless it comes from our own pages.

    It must carry an Origin of this very host (or an allowed one), and repeat the csrftoken cookie
    in X-CSRFToken. Raises Forbidden.
    """
    if request.method in SAFE_METHODS:
        return
    if not origin_allowed(request.headers.get("Origin", ""), request.headers.get("Host", "")):
        raise Forbidden("The request does not come from a page of TTS", code="ORIGIN_REFUSED")
    cookie = request.COOKIES.get(CSRF_COOKIE, "")
    header = request.headers.get("X-CSRFToken", "")
    if not cookie or not hmac.compare_digest(cookie.encode(), header.encode()):
        raise Forbidden("X-CSRFToken must repeat the csrftoken cookie", code="CSRF_FAILED")


def origin_allowed(origin: str, host: str) -> bool:
    """Whether a page at `origin` is one of ours: the same host, or one that is configured."""
    own = {f"http://{host}", f"https://{host}"} if host else set()
    return origin in own | {settings.PUBLIC_URL, *settings.ALLOWED_ORIGINS}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "shared.identity.authentication.TokenAuthentication"
    match_subclasses = True
    name = ["bearer", "cookie"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        return [
            {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            {"type": "apiKey", "in": "cookie", "name": ACCESS_COOKIE},
        ]
