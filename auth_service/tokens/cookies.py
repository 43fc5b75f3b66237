"""Tokens in the cookies of a browser.

The access token goes to every service. The refresh token goes to the token endpoints alone, and
those have two addresses: behind the gateway and on the service's own port. A cookie has one path
and ignores ports, so there is one refresh cookie for each address, always set and cleared together.
"""

import re
import secrets
from http.cookies import Morsel
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from auth_service.tokens.pairs import REFRESH_LIFETIME, TokenPair
from shared.identity.authentication import ACCESS_COOKIE, CSRF_COOKIE, REFRESH_COOKIE

REFRESH_PATHS = ("/api/auth/token/", "/token/")
# Also of the access cookie: an expired token still says "renew me" and which session to end.
MAX_AGE = int(REFRESH_LIFETIME.total_seconds())
CSRF_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def set_tokens(
    request: Request, response: Response, pair: TokenPair, *, is_new: bool = True
) -> None:
    """Put the pair into HttpOnly cookies, and a readable csrftoken beside it.

    Another csrftoken with each new session: whoever knew the one from before learns nothing.
    """
    _set(request, response, ACCESS_COOKIE, pair.access)
    for path in REFRESH_PATHS:
        _set(request, response, REFRESH_COOKIE, pair.refresh, path=path)
    csrf = "" if is_new else request.COOKIES.get(CSRF_COOKIE, "")
    # What a browser sends may hold anything, a line end of another header included.
    if not CSRF_FORM.fullmatch(csrf):
        csrf = secrets.token_urlsafe(32)
    _set(request, response, CSRF_COOKIE, csrf, readable=True)


def set_access(request: Request, response: Response, access: str) -> None:
    """Replace the access token alone."""
    _set(request, response, ACCESS_COOKIE, access)


def clear_tokens(request: Request, response: Response) -> None:
    """Take all of them away."""
    for name in (ACCESS_COOKIE, CSRF_COOKIE):
        _set(request, response, name, "", max_age=0)
    for path in REFRESH_PATHS:
        _set(request, response, REFRESH_COOKIE, "", path=path, max_age=0)


def _set(
    request: Request,
    response: Response,
    name: str,
    value: str,
    *,
    path: str = "/",
    max_age: int = MAX_AGE,
    readable: bool = False,
) -> None:
    morsel: Morsel[str] = Morsel()
    morsel.set(name, value, value)
    morsel.update({"path": path, "max-age": str(max_age), "samesite": "Strict"})
    morsel["httponly"] = not readable
    morsel["secure"] = settings.PRODUCTION or request.is_secure()
    # Django keys cookies by name; only the key differs here, the morsel carries the name.
    cookies: Any = response.cookies
    cookies[name if path == "/" else f"{name} {path}"] = morsel
