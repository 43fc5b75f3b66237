"""The two tokens that a person gets at a time."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from rest_framework_simplejwt.tokens import Token

from auth_service.access.selectors import roles_held_by
from auth_service.accounts.models import User
from auth_service.tokens.models import RefreshToken as RefreshRow
from auth_service.tokens.models import Session
from auth_service.tokens.shell import AccessToken, RefreshToken

ACCESS_LIFETIME = settings.ACCESS_TOKEN_LIFETIME
REFRESH_LIFETIME = settings.REFRESH_TOKEN_LIFETIME


@dataclass(frozen=True, slots=True)
class TokenPair:
    access: str
    refresh: str


def pair_of(row: RefreshRow, user: User) -> TokenPair:
    """The pair that belongs to a row. Written twice it is the same pair, down to the jti."""
    jti = uuid.uuid5(row.pk, "access")
    access = access_token(row.session, user, jti=jti, issued_at=row.issued_at)
    return TokenPair(access=access, refresh=_refresh(row, user))


def access_token(session: Session, user: User, *, jti: uuid.UUID, issued_at: datetime) -> str:
    """An access token of the session, good for fifteen minutes."""
    claims = {
        "sub": str(user.pk),
        "user_id": user.pk,
        "username": user.username,
        "email": user.email,
        "full_name": user.full_name,
        "department": user.department,
        "roles": [{"system": s, "role": r} for s, r in roles_held_by(user.pk)],
        "token_version": user.token_version,
        "sid": session.pk.hex,
        **_authentication(session),
    }
    return _written(AccessToken(), claims, jti, issued_at, issued_at + ACCESS_LIFETIME)


def _authentication(session: Session) -> dict[str, Any]:
    """When and how the person proved who they are (OpenID Connect Core, section 2)."""
    return {
        "auth_time": int(session.authenticated_at.timestamp()),
        "amr": session.methods,
        "acr": "aal2" if "mfa" in session.methods else "aal1",
    }


def _refresh(row: RefreshRow, user: User) -> str:
    claims = {"sub": str(user.pk), "sid": row.session_id.hex}
    return _written(RefreshToken(), claims, row.pk, row.issued_at, row.expires_at)


def _written(
    token: Token, claims: dict[str, Any], jti: uuid.UUID, issued_at: datetime, expires_at: datetime
) -> str:
    token.payload.update(claims)
    token["jti"] = jti.hex
    token.set_iat(at_time=issued_at)
    token.set_exp(from_time=expires_at, lifetime=timedelta(0))
    return str(token)
