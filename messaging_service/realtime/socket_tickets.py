"""One-time tickets that admit a WebSocket.

A browser cannot send an Authorization header with a WebSocket, and a token in the address would
end up in logs. Tickets live in the database alone: redeeming one is a DELETE, which is single use
by itself, and nothing depends on whether Redis is up.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from messaging_service.realtime.models import SocketTicket
from shared.errors import AuthFailed
from shared.identity.caller import Caller, caller_from
from shared.identity.tokens import TokenExpired, check_not_revoked

TICKET_BYTES = 32


def issue(caller: Caller) -> str:
    """A ticket that opens one socket for `caller` within settings.SOCKET_TICKET_SECONDS."""
    ticket, now = secrets.token_urlsafe(TICKET_BYTES), timezone.now()
    SocketTicket.objects.filter(expires_at__lt=now).delete()
    SocketTicket.objects.create(
        digest=_digest(ticket),
        claims=dict(caller.claims),
        expires_at=now + timedelta(seconds=settings.SOCKET_TICKET_SECONDS),
    )
    return ticket


@transaction.atomic
def redeem(ticket: str) -> Caller:
    """Whom the ticket was issued to; it is used up. AuthFailed when it is not valid (any more)."""
    found = SocketTicket.objects.select_for_update().filter(digest=_digest(ticket)).first()
    if found is None:
        raise AuthFailed("The ticket is unknown or was used before")
    found.delete()
    caller = caller_from(found.claims)
    if found.expires_at < timezone.now() or expiry_of(caller) < timezone.now():
        raise TokenExpired("The ticket has expired")
    check_not_revoked(caller)
    return caller


def expiry_of(caller: Caller) -> datetime:
    """When the access token behind `caller` expires."""
    return datetime.fromtimestamp(caller.claims["exp"], UTC)


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
