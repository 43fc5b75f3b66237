"""SimpleJWT's tokens on our key ring: signed under a key id, verified without exceptions.

SimpleJWT alone writes no `kid`, requires no claims and never tells one signing key from another.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt import tokens
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenBackendExpiredToken

from auth_service.tokens import keys
from shared.errors import AuthFailed
from shared.identity.algorithms import ASYMMETRIC
from shared.identity.tokens import LEEWAY_SECONDS, REQUIRED, TokenExpired

SERVICE_LIFETIME = timedelta(minutes=15)
ENROLMENT_LIFETIME = timedelta(minutes=10)


class RingBackend(TokenBackend):
    """Signs with the current key and verifies with the one that a token names."""

    def encode(self, payload: dict[str, Any]) -> str:
        kid, private_key = keys.signing_key()
        claims = {**payload, "iss": self.issuer, "aud": self.audience}
        return jwt.encode(claims, private_key, settings.JWT_ALGORITHM, headers={"kid": kid})

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        try:
            return self.claims(token)
        except jwt.ExpiredSignatureError as error:
            raise TokenBackendExpiredToken("The token has expired") from error
        except jwt.PyJWTError as error:
            raise TokenBackendError("The token is not valid") from error

    def claims(self, token: str, *, expired_ok: bool = False) -> dict[str, Any]:
        """The verified claims of `token`; raises what PyJWT raises."""
        header = jwt.get_unverified_header(token)
        kid = header.get("kid", "")
        key = keys.public_key(str(kid))
        if key is None or key.algorithm_name != header.get("alg"):
            raise jwt.InvalidKeyError("The token names no key of ours")
        return jwt.decode(
            token,
            key,
            algorithms=[settings.JWT_ALGORITHM],
            issuer=self.issuer,
            audience=self.audience,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED, "verify_exp": not expired_ok},
        )


BACKEND = RingBackend(
    # Never signs by itself; a key of its own kind is asked for at once.
    ASYMMETRIC,
    issuer=settings.TOKEN_ISSUER,
    audience=settings.TOKEN_AUDIENCE,
    leeway=LEEWAY_SECONDS,
)


class AccessToken(tokens.AccessToken):
    _token_backend = BACKEND


class RefreshToken(tokens.RefreshToken):
    _token_backend = BACKEND


class EnrolmentToken(tokens.Token):
    """Lets somebody whose role needs a second factor set one up, and nothing else."""

    token_type = "enrolment"  # noqa: S105  the name of a kind, not a secret
    lifetime = ENROLMENT_LIFETIME
    _token_backend = BACKEND


class ServiceToken(tokens.Token):
    """What a program gets for its client credentials."""

    token_type = "service"  # noqa: S105  the name of a kind, not a secret
    lifetime = SERVICE_LIFETIME
    _token_backend = BACKEND


def session_of(claims: Mapping[str, Any]) -> uuid.UUID:
    """The session a person's token belongs to; AuthFailed when it names none."""
    try:
        return uuid.UUID(str(claims.get("sid")))
    except ValueError as error:
        raise AuthFailed("The token belongs to no session") from error


def read(text: str, *kinds: type[tokens.Token], expired_ok: bool = False) -> dict[str, Any]:
    """The verified claims of a token of one of `kinds`; TokenExpired or AuthFailed otherwise."""
    try:
        claims = BACKEND.claims(text, expired_ok=expired_ok)
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired("The token has expired") from error
    except jwt.PyJWTError as error:
        raise AuthFailed("The token is not valid") from error
    if claims.get("token_type") not in [kind.token_type for kind in kinds]:
        raise AuthFailed("This token serves another purpose")
    return claims
