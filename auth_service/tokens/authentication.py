"""auth_service verifies with its own rows: what was revoked is refused at once."""

from auth_service.tokens.models import ServiceClient, Session
from auth_service.tokens.shell import AccessToken, ServiceToken, read, session_of
from shared.errors import AuthFailed
from shared.identity.authentication import TokenAuthentication
from shared.identity.caller import Caller
from shared.identity.revocations import OUTDATED, REVOKED
from shared.identity.tokens import TokenExpired, caller_of


class SessionAuthentication(TokenAuthentication):
    """A person's session must be alive and the token up to date, a service's client active."""

    def verify(self, token: str) -> Caller:
        return verified_caller(token)


def verified_caller(token: str) -> Caller:
    """Whom an access or service token that is still believed describes; AuthFailed otherwise."""
    caller = caller_of(read(token, AccessToken, ServiceToken))
    if caller.is_service:
        _check_client(caller)
    else:
        _check_session(caller)
    return caller


def _check_client(caller: Caller) -> None:
    active = ServiceClient.objects.filter(client_id=caller.client_id, is_active=True)
    version = active.values_list("token_version", flat=True).first()
    if version is None or int(caller.claims.get("token_version", 1)) < version:
        raise AuthFailed(REVOKED)


def _check_session(caller: Caller) -> None:
    alive = Session.objects.filter(
        pk=session_of(caller.claims), revoked_at=None, user_id=caller.id, user__is_active=True
    )
    version = alive.values_list("user__token_version", flat=True).first()
    claimed = caller.claims.get("token_version")
    if version is None or not isinstance(claimed, int) or claimed > version:
        raise AuthFailed(REVOKED)
    if claimed < version:
        raise TokenExpired(OUTDATED)
