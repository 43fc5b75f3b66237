"""The end of sessions."""

from django.db import transaction
from django.utils import timezone

from auth_service.tokens.models import Session
from auth_service.tokens.shell import AccessToken, RefreshToken, read, session_of


@transaction.atomic
def sign_out(*, token: str) -> None:
    """End the session that a refresh or access token belongs to, even one that has expired.

    AuthFailed for a token that is not ours; ending an ended session changes nothing.
    """
    claims = read(token, RefreshToken, AccessToken, expired_ok=True)
    alive = Session.objects.filter(pk=session_of(claims), revoked_at=None)
    session = alive.select_for_update().first()
    if session is not None:
        end_session(session, because="signed out")


def end_session(session: Session, *, because: str) -> None:
    """Revoke the family; the caller holds its lock."""
    session.revoked_at, session.revoked_because = timezone.now(), because
    session.save(update_fields=["revoked_at", "revoked_because"])


def revoke_sessions(*, user_id: int, because: str) -> None:
    """End every session of the person, in the caller's transaction."""
    alive = Session.objects.filter(user_id=user_id, revoked_at=None)
    alive.update(revoked_at=timezone.now(), revoked_because=because)
