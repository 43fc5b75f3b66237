"""Setting second factors up and taking them away."""

from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import locked_person
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.letters.services import write_to_person
from auth_service.second_factor.models import EmailedCode, RecoveryCode, SecondFactor
from auth_service.second_factor.selectors import is_required
from auth_service.second_factor.services import emailed, recovery, totp
from shared.errors import Conflict, NotFound

Method = SecondFactor.Method
NAMES = {Method.TOTP: "an authenticator app", Method.EMAIL: "codes by mail"}


@transaction.atomic
def begin_totp(*, user_id: int) -> totp.Provisioning:
    """A new secret for an authenticator app, which counts once a code of it was confirmed.

    Conflict when one counts already.
    """
    user = locked_person(user_id)
    factor = _pending(user, Method.TOTP, secret=totp.new_secret())
    return totp.provisioning(factor, user)


@transaction.atomic
def begin_email(*, user_id: int) -> None:
    """Mail a code, to be confirmed. Conflict when codes by mail are set up already."""
    user = locked_person(user_id)
    _pending(user, Method.EMAIL, secret="")
    emailed.send(user)


@transaction.atomic
def confirm(*, user_id: int, method: str, otp: str) -> list[str] | None:
    """Let a factor count from now on; None when `otp` is wrong or nothing waits for it.

    Answers recovery codes with the first factor, else an empty list.
    """
    user = locked_person(user_id)
    factor = user.second_factors.filter(method=method, confirmed_at=None).first()
    if factor is None or not _fits(factor, user, otp):
        return None
    is_first = not user.second_factors.confirmed().exists()
    factor.confirmed_at = timezone.now()
    factor.save(update_fields=["confirmed_at"])
    _note(user, "second_factor.added", method)
    _tell(user, "on", f"Sign-ins to your account now need {NAMES[Method(method)]}.")
    return recovery.renew(user) if is_first else []


@transaction.atomic
def remove(*, user_id: int, method: str) -> None:
    """Take a factor away, recovery codes with the last one.

    NotFound when it is not set up, Conflict when a role needs the last one.
    """
    user = locked_person(user_id)
    factor = user.second_factors.confirmed().filter(method=method).first()
    if factor is None:
        raise NotFound(f"You have no second factor {method}")
    others = user.second_factors.confirmed().exclude(pk=factor.pk).exists()
    if not others and is_required(user_id):
        raise Conflict("Your role needs a second factor: set up another one first")
    factor.delete()
    if not others:
        RecoveryCode.objects.filter(user=user).delete()
    _note(user, "second_factor.removed", method)
    _tell(user, "off", f"Sign-ins to your account do not need {NAMES[Method(method)]} any more.")


@transaction.atomic
def reset(*, user_id: int) -> None:
    """Take all factors of somebody away who has lost them. NotFound when there is no person."""
    user = locked_person(user_id)
    deleted, _ = user.second_factors.all().delete()
    RecoveryCode.objects.filter(user=user).delete()
    EmailedCode.objects.filter(user=user).delete()
    if deleted:
        record(action="second_factor.reset", object_type="person", object_id=user.pk)
        _tell(user, "off", "An administrator removed the second factor of your account.")


@transaction.atomic
def renew_recovery_codes(*, user_id: int) -> list[str]:
    """Ten new codes; older ones stop working. Conflict without a second factor."""
    user = locked_person(user_id)
    if not user.second_factors.confirmed().exists():
        raise Conflict("Set up a second factor first")
    record(action="recovery_codes.renewed", object_type="person", object_id=user.pk)
    return recovery.renew(user)


@transaction.atomic
def send_code(*, user_id: int) -> None:
    """Mail a sign-in code. Conflict when the person has no codes by mail, confirmed or waiting."""
    user = locked_person(user_id)
    if not user.second_factors.filter(method=Method.EMAIL).exists():
        raise Conflict("Codes by mail are not set up for this account")
    emailed.send(user)


def _pending(user: User, method: str, *, secret: str) -> SecondFactor:
    if user.second_factors.confirmed().filter(method=method).exists():
        raise Conflict(f"You have {NAMES[Method(method)]} already: remove that first")
    user.second_factors.filter(method=method).delete()
    return SecondFactor.objects.create(user=user, method=method, secret=secret)


def _fits(factor: SecondFactor, user: User, otp: str) -> bool:
    if factor.method == Method.EMAIL:
        return emailed.use(user, otp)
    return totp.use(factor, otp)


def _note(user: User, action: str, method: str) -> None:
    record(
        action=action,
        object_type="person",
        object_id=user.pk,
        after={"method": str(method)},
        actor=Actor.person(user),
    )


def _tell(user: User, state: str, text: str) -> None:
    write_to_person(
        user,
        "profile_change",
        f"Second factor turned {state}",
        text,
        path="/profile/security",
        label="Security changed",
        action="Check your security",
        why="The second factor of your account was changed.",
    )
