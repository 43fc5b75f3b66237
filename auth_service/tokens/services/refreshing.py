"""A refresh token for the next pair: single use, in families, with a short grace.

The row of the session is the lock: everything that happens to one family happens in turn.
"""

import uuid
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from auth_service.audit.services import record
from auth_service.second_factor.selectors import owes_proof
from auth_service.tokens.clients import Client
from auth_service.tokens.models import RefreshToken, Session
from auth_service.tokens.pairs import TokenPair, pair_of
from auth_service.tokens.services.signing_in import issue
from auth_service.tokens.services.signing_out import end_session
from auth_service.tokens.shell import RefreshToken as RefreshKind
from auth_service.tokens.shell import read, session_of
from shared.errors import AuthFailed

# Two tabs, or a client whose answer got lost: the same pair again instead of a revoked family.
GRACE = timedelta(seconds=10)
log = structlog.get_logger()


def refresh(*, token: str, client: Client) -> TokenPair:
    """The pair that follows `token`; AuthFailed when it is used up, revoked or not ours.

    A second use outside of the grace, or by another client, revokes the whole family. A session
    without a second factor ends as soon as a role of the person asks for one.
    """
    claims = read(token, RefreshKind)
    pair = _exchange(session_of(claims), uuid.UUID(claims["jti"]), client)
    if pair is None:
        raise AuthFailed("The refresh token is not valid any more")
    return pair


@transaction.atomic
def _exchange(session_id: uuid.UUID, jti: uuid.UUID, client: Client) -> TokenPair | None:
    """None instead of an error: revoking the family has to be committed."""
    session = _locked(session_id)
    row = RefreshToken.objects.filter(session=session, pk=jti).first()
    if session is None or row is None or not session.user.is_active:
        return None
    if owes_proof(session):
        end_session(session, because="a role asks for a second factor")
        return None
    if row.used_at is None:
        return pair_of(_replace(row, session, client), session.user)
    if timezone.now() - row.used_at <= GRACE and row.used_by == client.fingerprint:
        return _same_again(row, session)
    log.warning("refresh_token_reused", user_id=session.user_id, address=client.address)
    end_session(session, because="refresh token reused")
    record(
        action="refresh_token.reused",
        object_type="person",
        object_id=session.user_id,
        after={"session": str(session.pk)},
    )
    return None


def _locked(session_id: uuid.UUID) -> Session | None:
    alive = Session.objects.filter(pk=session_id, revoked_at=None).select_related("user")
    return alive.select_for_update(of=("self",)).first()


def _replace(row: RefreshToken, session: Session, client: Client) -> RefreshToken:
    now = timezone.now()
    session.last_used_at = now
    session.save(update_fields=["last_used_at"])
    row.used_at, row.used_by = now, client.fingerprint
    row.replaced_by = issue(session)
    row.save(update_fields=["used_at", "used_by", "replaced_by"])
    RefreshToken.objects.filter(session=session, expires_at__lt=now).delete()
    return row.replaced_by


def _same_again(row: RefreshToken, session: Session) -> TokenPair | None:
    following = row.replaced_by
    if following is None or following.used_at is not None:
        return None
    return pair_of(following, session.user)
