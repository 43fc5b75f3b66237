"""Verification of access tokens (specification: security.md, Tokens)."""

from typing import Any

import jwt
from django.conf import settings

from shared.errors import AuthFailed
from shared.identity.algorithms import accepted, secret_keys
from shared.identity.caller import Caller, caller_from
from shared.identity.keys import key_set
from shared.identity.revocations import OUTDATED, REVOKED
from shared.identity.verified import Verified, VerifiedTokens
from shared.identity.watch import known_revocations

ACCESS_TYPES = ("access", "service")
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "jti"]
LEEWAY_SECONDS = 5
_verified = VerifiedTokens()


class TokenExpired(AuthFailed):
    code = "TOKEN_EXPIRED"


def authenticate_token(token: str) -> Caller:
    """The caller behind an access or service token; AuthFailed or TokenExpired otherwise.

    The signature is checked once, expiry and revocation every time.
    """
    known = _verified.get(token)
    # The same object only until keys are fetched again: a key that is taken away stops counting.
    if known is None or _key_called(known.kid) is not known.key:
        known = _verify(token)
        _verified.add(token, known)
    check_not_revoked(known.caller)
    return known.caller


def _verify(token: str) -> Verified:
    kid, key = _key_of(token)
    claims = _claims(token, key)
    if claims.get("token_type") not in ACCESS_TYPES:
        raise AuthFailed("This is not an access token")
    return Verified(caller_of(claims), kid, key, until=float(claims["exp"]) + LEEWAY_SECONDS)


def _claims(token: str, key: jwt.PyJWK) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=accepted(settings.JWT_ALGORITHM),
            issuer=settings.TOKEN_ISSUER,
            audience=settings.TOKEN_AUDIENCE,
            options={"require": REQUIRED},
            leeway=LEEWAY_SECONDS,
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired("The token has expired") from error
    except jwt.PyJWTError as error:
        raise AuthFailed("The token is not valid") from error
    return claims


def check_not_revoked(caller: Caller) -> None:
    """AuthFailed when the session behind a verified caller has ended, TokenExpired when the
    token still claims rights that were taken away from the person or program."""
    known = known_revocations()
    if known.revoked(caller.claims):
        raise AuthFailed(REVOKED)
    if known.outdated(caller.claims):
        raise TokenExpired(OUTDATED)


def caller_of(claims: dict[str, object]) -> Caller:
    """The caller that verified claims describe; AuthFailed when they are not those of TTS."""
    try:
        return caller_from(claims)
    except (KeyError, TypeError, ValueError) as error:
        raise AuthFailed("The token lacks claims of TTS") from error


def _key_of(token: str) -> tuple[str, jwt.PyJWK]:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise AuthFailed("The token is not valid") from error
    kid = str(header.get("kid", ""))
    key = _key_called(kid)
    # The algorithm must be the key's own, else one kind of key could be taken for another.
    if key is None or key.algorithm_name != header.get("alg"):
        raise AuthFailed("The token was signed with an unknown key")
    return kid, key


def _key_called(kid: str) -> jwt.PyJWK | None:
    if settings.JWT_SECRETS:
        return secret_keys(settings.JWT_SECRETS).get(kid)
    return key_set().get(kid)
