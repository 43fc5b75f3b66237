"""The end of sessions. Each is told to all services and kept in the audit."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.revocations.services import refuse_sessions
from auth_service.tokens.models import Session
from auth_service.tokens.shell import AccessToken, RefreshToken, read, session_of
from shared.errors import NotFound


@transaction.atomic
def sign_out(*, token: str) -> None:
    """End the session that a refresh or access token belongs to, even one that has expired.

    AuthFailed for a token that is not ours; ending an ended session changes nothing.
    """
    claims = read(token, RefreshToken, AccessToken, expired_ok=True)
    alive = Session.objects.filter(pk=session_of(claims), revoked_at=None)
    session = alive.select_related("user").select_for_update(of=("self",)).first()
    if session is not None:
        end_session(session, because="signed out", actor=Actor.person(session.user))


@transaction.atomic
def end_one_session(*, user_id: int, session_id: uuid.UUID, because: str) -> None:
    """End a session of the person; NotFound when it is not one that goes on."""
    alive = Session.objects.filter(pk=session_id, user_id=user_id, revoked_at=None)
    session = alive.select_for_update().first()
    if session is None:
        raise NotFound(f"There is no session {session_id}")
    end_session(session, because=because)


@transaction.atomic
def end_sessions(*, user_id: int, because: str, kept: uuid.UUID | None = None) -> None:
    """End every session of the person but `kept`."""
    # Whoever is signing in at this moment is waited for, and is signed out as well.
    User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    revoke_sessions(user_id=user_id, because=because, kept=kept)


def end_session(session: Session, *, because: str, actor: Actor | None = None) -> None:
    """Revoke the family; the caller holds its lock."""
    _revoke([session.pk], user_id=session.user_id, because=because, actor=actor)


def revoke_sessions(*, user_id: int, because: str, kept: uuid.UUID | None = None) -> None:
    """End every session of the person but `kept`, in the caller's transaction."""
    alive = Session.objects.filter(user_id=user_id, revoked_at=None)
    if kept:
        alive = alive.exclude(pk=kept)
    ids = list(alive.order_by("pk").select_for_update().values_list("pk", flat=True))
    if ids:
        _revoke(ids, user_id=user_id, because=because)


def _revoke(
    ids: Iterable[uuid.UUID], *, user_id: int, because: str, actor: Actor | None = None
) -> None:
    now = timezone.now()
    Session.objects.filter(pk__in=ids).update(revoked_at=now, revoked_because=because)
    refuse_sessions(ids)
    record(
        action="session.ended",
        object_type="person",
        object_id=user_id,
        before={"sessions": [str(session_id) for session_id in ids]},
        reason=because,
        actor=actor,
    )
