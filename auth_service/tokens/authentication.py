"""auth_service verifies with its own rows: what was revoked is refused at once."""

from typing import Any

from auth_service.tokens.models import ServiceClient, Session
from auth_service.tokens.shell import AccessToken, ServiceToken, read, session_of
from shared.errors import AuthFailed
from shared.identity.authentication import TokenAuthentication
from shared.identity.caller import Caller, caller_from


class SessionAuthentication(TokenAuthentication):
    """A person's session must be alive and the token up to date, a service's client active."""

    def verify(self, token: str) -> Caller:
        return caller_from(verified_claims(token))


def verified_claims(token: str) -> dict[str, Any]:
    """The claims of an access or service token that is still believed; AuthFailed otherwise."""
    claims = read(token, AccessToken, ServiceToken)
    believed = _client_active(claims) if "client_id" in claims else _session_alive(claims)
    if not believed:
        raise AuthFailed("The token is not valid any more")
    return claims


def _client_active(claims: dict[str, Any]) -> bool:
    return ServiceClient.objects.filter(client_id=claims["client_id"], is_active=True).exists()


def _session_alive(claims: dict[str, Any]) -> bool:
    return Session.objects.filter(
        pk=session_of(claims),
        revoked_at=None,
        user_id=claims["user_id"],
        user__is_active=True,
        user__token_version=claims["token_version"],
    ).exists()
