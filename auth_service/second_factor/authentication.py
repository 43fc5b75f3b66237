"""Whoever must set up a second factor has no session yet, only a token for doing so."""

from typing import Any

import jwt
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from auth_service.accounts.models import User
from auth_service.second_factor.models import SecondFactor
from auth_service.tokens.shell import EnrolmentToken, read
from shared.errors import AuthFailed
from shared.identity.caller import Caller


def enrolment_token(user: User) -> str:
    """A token that sets up a second factor, until there is one."""
    token = EnrolmentToken()
    token.payload.update(sub=str(user.pk), user_id=user.pk, token_version=user.token_version)
    return str(token)


class EnrolmentAuthentication(BaseAuthentication):
    """An enrolment token as Bearer; every other credential is left to the next class."""

    def authenticate(self, request: Request) -> tuple[Caller, str] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or _kind(token) != EnrolmentToken.token_type:
            return None
        return _verified(token), token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class EnrolmentScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = EnrolmentAuthentication
    name = "enrolment"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


def _verified(token: str) -> Caller:
    claims = read(token, EnrolmentToken)
    present = User.objects.present().filter(pk=claims["user_id"], is_active=True)
    user = present.filter(token_version=claims["token_version"]).first()
    if user is None or SecondFactor.objects.confirmed().filter(user=user).exists():
        raise AuthFailed("The token is not valid any more")
    return Caller(id=user.pk, username=user.username, claims=claims)


def _kind(token: str) -> str:
    """What a token says it is; it is verified as that afterwards."""
    try:
        claims = jwt.decode(token.strip(), options={"verify_signature": False})
    except jwt.PyJWTError:
        return ""
    return str(claims.get("token_type"))
