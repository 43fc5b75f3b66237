"""A browser that came back from the provider and still owes a second factor."""

from typing import Any

from django.conf import settings
from django.core import signing
from rest_framework.request import Request

from auth_service.accounts.models import User
from shared.errors import AuthFailed

COOKIE = "openid_pending"
SECONDS = 600
SALT = "auth_service.openid.pending"


def set_pending(request: Request, response: Any, user: User) -> None:
    """Remember for ten minutes whom the provider vouched for, in a cookie no script can read."""
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, user.token_version], salt=SALT),
        max_age=SECONDS,
        httponly=True,
        secure=settings.PRODUCTION or request.is_secure(),
        samesite="Strict",
    )


def pending_user(request: Request) -> User:
    """Whom the provider vouched for in this browser; AuthFailed when it has begun no sign-in, or
    what the account may do has changed since."""
    try:
        user_id, version = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS
        )
    except signing.BadSignature as error:
        raise AuthFailed("This browser has begun no sign-in with a provider") from error
    user = User.objects.present().filter(pk=user_id, token_version=version, is_active=True).first()
    if user is None:
        raise AuthFailed("This sign-in is not valid any more: begin again")
    return user


def forget_pending(response: Any) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")
