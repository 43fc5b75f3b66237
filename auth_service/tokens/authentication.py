"""auth_service verifies with its own rows: what was revoked is refused at once."""

from typing import Any

from auth_service.tokens.models import ServiceClient, Session
from auth_service.tokens.shell import AccessToken, ServiceToken, read, session_of
from shared.errors import AuthFailed
from shared.identity.authentication import TokenAuthentication
from shared.identity.caller import Caller, caller_from
from shared.identity.revocations import OUTDATED, REVOKED
from shared.identity.tokens import TokenExpired


class SessionAuthentication(TokenAuthentication):
    """A person's session must be alive and the token up to date, a service's client active."""

    def verify(self, token: str) -> Caller:
        return caller_from(verified_claims(token))


def verified_claims(token: str) -> dict[str, Any]:
    """The claims of an access or service token that is still believed; AuthFailed otherwise."""
    claims = read(token, AccessToken, ServiceToken)
    if "client_id" in claims:
        _check_client(claims)
    else:
        _check_session(claims)
    return claims


def _check_client(claims: dict[str, Any]) -> None:
    if not ServiceClient.objects.filter(client_id=claims["client_id"], is_active=True).exists():
        raise AuthFailed(REVOKED)


def _check_session(claims: dict[str, Any]) -> None:
    alive = Session.objects.filter(
        pk=session_of(claims), revoked_at=None, user_id=claims["user_id"], user__is_active=True
    )
    version = alive.values_list("user__token_version", flat=True).first()
    if version is None or claims["token_version"] > version:
        raise AuthFailed(REVOKED)
    if claims["token_version"] < version:
        raise TokenExpired(OUTDATED)
