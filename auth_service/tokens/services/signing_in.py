"""From a password to the first pair of a session."""

from collections.abc import Sequence

import structlog
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.tokens.clients import Client
from auth_service.tokens.models import RefreshToken, Session
from auth_service.tokens.pairs import REFRESH_LIFETIME, TokenPair, pair_of
from auth_service.tokens.services import delays
from shared.errors import AuthFailed

REFUSAL = "No active account with these credentials"
log = structlog.get_logger()


def sign_in(*, login: str, password: str, client: Client) -> TokenPair:
    """The first pair of a new session for a user name or address and its password.

    AuthFailed, in the same words and time whether the person is unknown, inactive or mistyped;
    Throttled after several failures.
    """
    user = User.objects.signing_in_as(login).first()
    account = delays.account(user.pk if user else None, login)
    subjects = [account, delays.address(client.address)]
    delays.check(subjects)
    if not _password_fits(user, password) or user is None or not user.is_active:
        _note_failure(user, account, subjects)
        raise AuthFailed(REFUSAL)
    pair = _open_session(user, client)
    delays.forget(account)
    return pair


@transaction.atomic
def _note_failure(
    user: User | None, account: delays.Subject, subjects: Sequence[delays.Subject]
) -> None:
    delays.record_failure(subjects)
    # The name that was typed may be a password in the wrong field: its digest must do.
    kind, object_id = ("person", user.pk) if user else ("account", account.key)
    record(action="sign_in.failed", object_type=kind, object_id=object_id)
    log.warning("sign_in_refused", account=account.key)


def _password_fits(user: User | None, password: str) -> bool:
    if user is None:
        # Whether somebody exists must not be told by the time it takes.
        make_password(password)
        return False
    return user.check_password(password)


@transaction.atomic
def _open_session(seen: User, client: Client) -> TokenPair:
    # Between reading and now the person may have been shut out or changed the password.
    unchanged = User.objects.filter(pk=seen.pk, is_active=True, password=seen.password)
    user = unchanged.select_for_update(no_key=True).first()
    if user is None:
        raise AuthFailed(REFUSAL)
    _prune_sessions(user)
    session = Session.objects.create(
        user=user, address=client.address or None, user_agent=client.user_agent
    )
    record(
        action="sign_in.succeeded",
        object_type="person",
        object_id=user.pk,
        after={"session": str(session.pk)},
        actor=Actor.person(user),
    )
    return pair_of(issue(session), user)


def issue(session: Session) -> RefreshToken:
    """A new refresh token of the session."""
    # Whole seconds, as in the token.
    now = timezone.now().replace(microsecond=0)
    return RefreshToken.objects.create(
        session=session, issued_at=now, expires_at=now + REFRESH_LIFETIME
    )


def _prune_sessions(user: User) -> None:
    # Here and not on a schedule: rows grow with sign-ins only.
    lapsed = timezone.now() - 2 * REFRESH_LIFETIME
    Session.objects.filter(user=user, last_used_at__lt=lapsed).delete()
