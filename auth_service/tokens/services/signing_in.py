"""From a password to the first pair of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.alerts.selectors import known_place
from auth_service.alerts.services import note_failures, note_sign_in
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.second_factor.services.factors import send_code
from auth_service.second_factor.services.proving import OtpInvalid, prove
from auth_service.tokens.clients import Client
from auth_service.tokens.models import RefreshToken, Session
from auth_service.tokens.pairs import REFRESH_LIFETIME, TokenPair, pair_of
from auth_service.tokens.services import delays
from shared.errors import AuthFailed

PASSWORD = "pwd"  # noqa: S105  the word of RFC 8176 for it
REFUSAL = "No active account with these credentials"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Recovery codes when the sign-in also ended the enrolment of a second factor."""

    pair: TokenPair
    recovery_codes: list[str]


def sign_in(*, login: str, password: str, client: Client, otp: str = "") -> SignedIn:
    """The first pair of a new session for a user name or address and its password.

    AuthFailed, in the same words and time whether the person is unknown, inactive or mistyped;
    Throttled after several failures; OtpRequired, OtpInvalid or EnrolmentRequired when the
    password is right and a second factor has to be.
    """
    user, attempt = _password_given(login, password, client)
    try:
        proof = prove(user=user, otp=otp)
    except OtpInvalid:
        _note_failure(attempt, client)
        raise
    pair = open_session(user, client, [PASSWORD, *proof.methods])
    delays.forget(attempt.account)
    return SignedIn(pair, proof.recovery_codes)


def mail_code(*, login: str, password: str, client: Client) -> None:
    """Mail a code of the second factor to whoever knows the password; refusals as in `sign_in`.

    Conflict when codes by mail are not set up.
    """
    user, _ = _password_given(login, password, client)
    send_code(user_id=user.pk)


@dataclass(frozen=True, slots=True)
class _Attempt:
    user: User | None
    account: delays.Subject
    subjects: Sequence[delays.Subject]


def _password_given(login: str, password: str, client: Client) -> tuple[User, _Attempt]:
    """Whoever knows the password, and what their failures are counted for."""
    user = User.objects.signing_in_as(login).first()
    account = delays.account(login, known_place(user.pk if user else None, client))
    subjects = [account, delays.address(client.address)]
    delays.check(subjects)
    attempt = _Attempt(user, account, subjects)
    if not _password_fits(user, password) or user is None or not user.is_active:
        _note_failure(attempt, client)
        raise AuthFailed(REFUSAL)
    return user, attempt


@transaction.atomic
def _note_failure(attempt: _Attempt, client: Client) -> None:
    user, account = attempt.user, attempt.account
    failures = delays.record_failure(attempt.subjects)[account.key]
    if user is not None:
        note_failures(user, failures, client)
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
def open_session(
    seen: User, client: Client, methods: list[str], *, proven_at: datetime | None = None
) -> TokenPair:
    """The first pair of a new session for somebody who has proved who they are by `methods`, now
    unless `proven_at` says when."""
    # Between reading and now the person may have been shut out or changed the password.
    unchanged = User.objects.filter(pk=seen.pk, is_active=True, password=seen.password)
    user = unchanged.select_for_update(no_key=True).first()
    if user is None:
        raise AuthFailed(REFUSAL)
    _prune_sessions(user)
    session = Session.objects.create(
        user=user,
        address=client.address or None,
        user_agent=client.user_agent,
        authenticated_at=proven_at or timezone.now(),
        methods=methods,
    )
    note_sign_in(user, client)
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
