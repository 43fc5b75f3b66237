"""Forgotten, reset and changed passwords."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import choose_password, locked_person
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.letters.quotas import Quota
from auth_service.letters.services import page, write_to_person
from auth_service.links.people import locked_owner
from auth_service.links.services import Purpose, issue, redeem
from auth_service.recovery.models import ResetRequest
from auth_service.tokens.services import delays
from auth_service.tokens.services.confirming import note_wrong_proof
from shared import context
from shared.errors import FieldError, Invalid

LINK_LIFETIME = timedelta(minutes=30)
RESET_MAILS = Quota("password_reset", most=3, window=timedelta(hours=1))
BATCH = 100


def ask_for_link(*, login: str) -> None:
    """Note that a link was asked for; whether `login` is anybody's is found out afterwards."""
    ResetRequest.objects.create(login=login, correlation_id=context.current_correlation_id())


def answer_requests() -> None:
    """Send the links that were asked for. For the schedule."""
    for _ in range(BATCH):
        if not _answer_next():
            return


@transaction.atomic
def reset_password(*, token: str, new_password: str) -> None:
    """Set a password by a mailed link; all sessions end, the delays of failed sign-ins too.

    LinkInvalid when the link was used or has expired, Invalid for a weak password.
    """
    link = redeem(purpose=Purpose.PASSWORD_RESET, token=token)
    user = locked_owner(link)
    choose_password(user=user, password=new_password, field="new_password")
    _note(user, "password.reset")
    delays.forget_person(user)
    _tell_changed(user)


def change_password(
    *, user_id: int, session_id: uuid.UUID, current_password: str, new_password: str
) -> None:
    """Set a password by knowing the present one; all sessions but this one end.

    Invalid for a wrong or weak password, Throttled after several wrong ones.
    """
    account = delays.insider(user_id)
    delays.check([account])
    if not _exchange(user_id, session_id, current_password, new_password):
        note_wrong_proof(user_id)
        fault = FieldError("current_password", "is not your password")
        raise Invalid("Validation failed", [fault])
    delays.forget(account)


@transaction.atomic
def _exchange(user_id: int, session_id: uuid.UUID, current: str, new: str) -> bool:
    user = locked_person(user_id)
    if not user.check_password(current):
        return False
    if current == new:
        fault = FieldError("new_password", "is the password you have already")
        raise Invalid("Validation failed", [fault])
    choose_password(user=user, password=new, field="new_password", kept=session_id)
    _note(user, "password.changed")
    _tell_changed(user)
    return True


@transaction.atomic
def _answer_next() -> bool:
    request = ResetRequest.objects.select_for_update(skip_locked=True).order_by("id").first()
    if request is None:
        return False
    with context.bind_correlation(request.correlation_id):
        user = User.objects.signing_in_as(request.login).filter(is_active=True).first()
        if user is not None and RESET_MAILS.take(user.email):
            _send_link(locked_person(user.pk))
    request.delete()
    return True


def _send_link(user: User) -> None:
    token = issue(
        purpose=Purpose.PASSWORD_RESET,
        subject_id=user.pk,
        address=user.email,
        lifetime=LINK_LIFETIME,
    )
    record(action="password.reset_asked", object_type="person", object_id=user.pk)
    write_to_person(
        user,
        "password_reset",
        "Reset your password",
        "Somebody, probably you, asked to reset the password of your account. "
        "The link works once, within 30 minutes.",
        link=page("/reset-password", token),
        why="Somebody asked to reset the password of your account.",
        expires_at=timezone.now() + LINK_LIFETIME,
    )


def _note(user: User, action: str) -> None:
    record(action=action, object_type="person", object_id=user.pk, actor=Actor.person(user))


def _tell_changed(user: User) -> None:
    write_to_person(
        user,
        "profile_change",
        "Your password was changed",
        "The password of your account was changed just now, and you were signed out elsewhere.",
        path="/forgot-password",
        label="Password changed",
        action="That was not me",
        why="The password of your account was changed.",
    )
