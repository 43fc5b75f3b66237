"""Whether a sign-in is proven besides the password."""

import re
from dataclasses import dataclass, field

from django.db import transaction

from auth_service.accounts.models import User
from auth_service.accounts.services import locked_person
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.letters.services import write_to_person
from auth_service.second_factor.models import SecondFactor
from auth_service.second_factor.selectors import MFA, RECOVERY, confirmed_methods, is_required
from auth_service.second_factor.services import emailed, recovery, totp
from auth_service.second_factor.services.factors import confirm
from shared.errors import AuthFailed, FieldError

Method = SecondFactor.Method
WHERE_FROM = {
    Method.TOTP: "a code of your authenticator app",
    Method.EMAIL: "a code sent by mail: ask for it at /token/code/",
    RECOVERY: "one of your recovery codes",
}
_SIX_DIGITS = re.compile(r"\d{6}")


class OtpRequired(AuthFailed):
    """The password was right; `details` name the methods a code may come from."""

    code = "OTP_REQUIRED"

    def __init__(self, methods: list[str]) -> None:
        details = [FieldError(method, WHERE_FROM[method]) for method in methods]
        super().__init__("A second factor is needed: send `otp` as well", details)


class OtpInvalid(AuthFailed):
    code = "OTP_INVALID"

    def __init__(self) -> None:
        super().__init__("This code is wrong, used or has expired")


class EnrolmentRequired(AuthFailed):
    """The password was right, but a role asks for a second factor and there is none yet."""

    code = "ENROLMENT_REQUIRED"

    def __init__(self, user: User) -> None:
        super().__init__("Your role needs a second factor: set one up first")
        self.user = user


@dataclass(frozen=True, slots=True)
class Proof:
    """`methods` as in the claim `amr`; recovery codes when the first factor was just set up."""

    methods: list[str] = field(default_factory=list)
    recovery_codes: list[str] = field(default_factory=list)


def prove(*, user: User, otp: str) -> Proof:
    """What proves the person besides the password, nothing for those who need no second factor.

    OtpRequired, OtpInvalid or EnrolmentRequired otherwise. A code of a factor that waits to be
    confirmed also confirms it when a role asks for one: that ends the enrolment.
    """
    methods = confirmed_methods(user.pk)
    if methods:
        if not otp:
            raise OtpRequired(methods)
        return Proof([use_code(user_id=user.pk, otp=otp), MFA])
    if not is_required(user.pk):
        return Proof()
    if not otp:
        raise EnrolmentRequired(user)
    return _finish_enrolment(user, otp)


def use_code(*, user_id: int, otp: str) -> str:
    """The method that `otp` belongs to; it is used up. OtpInvalid otherwise."""
    method = _use(user_id, otp.strip())
    if method is None:
        raise OtpInvalid
    return method


@transaction.atomic
def _use(user_id: int, otp: str) -> str | None:
    """None instead of an error: a wrong guess has to be committed."""
    user = locked_person(user_id)
    methods = set(confirmed_methods(user_id))
    if not _SIX_DIGITS.fullmatch(otp):
        return RECOVERY if methods and _use_recovery(user, otp) else None
    return next(
        (m for m in (Method.TOTP, Method.EMAIL) if m in methods and _fits(user, m, otp)), None
    )


def _fits(user: User, method: str, otp: str) -> bool:
    if method == Method.EMAIL:
        return emailed.use(user, otp)
    return totp.use(user.second_factors.get(method=method), otp)


def _use_recovery(user: User, code: str) -> bool:
    if not recovery.use(user, code):
        return False
    left = user.recovery_codes.filter(used_at=None).count()
    record(
        action="recovery_code.used",
        object_type="person",
        object_id=user.pk,
        after={"left": left},
        actor=Actor.person(user),
    )
    write_to_person(
        user,
        "login_alert",
        "A recovery code was used",
        f"Somebody signed in to your account with a recovery code. {left} of them are left.",
        path="/profile/security",
        label="Recovery code used",
        action="Check your security",
        why="A recovery code of your account was used.",
    )
    return True


def _finish_enrolment(user: User, otp: str) -> Proof:
    for method in Method.values:
        codes = confirm(user_id=user.pk, method=method, otp=otp.strip())
        if codes is not None:
            return Proof([method, MFA], codes)
    raise OtpInvalid
