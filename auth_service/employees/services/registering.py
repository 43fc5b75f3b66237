"""From the form to a proven address."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import check_password_strength
from auth_service.audit.services import record
from auth_service.employees.models import Registration
from auth_service.letters.quotas import Quota
from auth_service.letters.services import page, write
from auth_service.links.services import LinkInvalid, Purpose, issue, redeem
from shared import context
from shared.errors import FieldError, Invalid

LINK_LIFETIME = timedelta(hours=24)
MAILS = Quota("registration", most=3, window=timedelta(hours=1))
KEPT = timedelta(days=90)
BATCH = 100
Status = Registration.Status


def register(*, email: str, full_name: str, password: str, department: str = "") -> None:
    """Take the wish for an account down. Invalid for a weak password.

    Whether the address has an account is found out afterwards, so that no answer tells it.
    """
    check_password_strength(password, User(email=email, full_name=full_name))
    Registration.objects.create(
        email=email,
        full_name=full_name,
        department=department,
        password=make_password(password),
        correlation_id=context.current_correlation_id(),
    )


def answer_registrations() -> None:
    """Send the links, or a word to those who have an account already. For the schedule."""
    for _ in range(BATCH):
        if not _answer_next():
            return


@transaction.atomic
def prove_address(*, token: str, password: str) -> Registration:
    """Let an Admin decide about whoever followed the link; LinkInvalid when it is of no use.

    Invalid, and the link stays usable, unless `password` is the one of the form: else a stranger
    who wrote somebody's address into it would have a password for the account that follows.
    """
    link = redeem(purpose=Purpose.VERIFY_EMAIL, token=token)
    waiting = Registration.objects.select_for_update(no_key=True).filter(status=Status.UNVERIFIED)
    registration = waiting.filter(id=link.subject_id).first()
    if registration is None:
        raise LinkInvalid
    if not check_password(password, registration.password):
        fault = FieldError("password", "is not the password of this registration")
        raise Invalid("Validation failed", [fault])
    # Who sent the form again and followed both links is decided about once, by the newer form.
    pending = Registration.objects.filter(status=Status.PENDING).alias(address=Lower("email"))
    pending.filter(address=registration.email.lower()).delete()
    registration.status, registration.verified_at = Status.PENDING, timezone.now()
    registration.save(update_fields=["status", "verified_at", "updated_at"])
    _note(registration)
    _tell_waiting(registration)
    return registration


def purge() -> None:
    """Delete forms whose link has expired, and decided ones after ninety days. For the schedule."""
    now = timezone.now()
    unproven = Registration.objects.filter(status=Status.UNVERIFIED)
    unproven.filter(created_at__lt=now - LINK_LIFETIME).delete()
    Registration.objects.filter(decided_at__lt=now - KEPT).delete()


@transaction.atomic
def _answer_next() -> bool:
    fresh = Registration.objects.select_for_update(skip_locked=True).filter(answered_at=None)
    registration = fresh.order_by("id").first()
    if registration is None:
        return False
    registration.answered_at = timezone.now()
    registration.save(update_fields=["answered_at"])
    with context.bind_correlation(registration.correlation_id):
        if MAILS.take(registration.email):
            _answer(registration)
    return True


def _answer(registration: Registration) -> None:
    if User.objects.addressed(registration.email).exists():
        _tell_account_exists(registration)
    else:
        _send_link(registration)


def _send_link(registration: Registration) -> None:
    token = issue(
        purpose=Purpose.VERIFY_EMAIL,
        subject_id=registration.pk,
        address=registration.email,
        lifetime=LINK_LIFETIME,
    )
    write(
        registration.email,
        "invitation",
        "Confirm your address",
        f"Hello {registration.full_name},\n\nPlease confirm that this is your address. After that "
        "an administrator looks at your registration.",
        link=page("/verify-email", token),
        label="Registration",
        action="Confirm the address",
        why="Somebody registered for TTS with this address.",
        expires_at=timezone.now() + LINK_LIFETIME,
    )


def _tell_account_exists(registration: Registration) -> None:
    write(
        registration.email,
        "invitation",
        "You have an account already",
        "Somebody, probably you, registered for TTS with this address, which has an account "
        "already. Nothing was changed. If you forgot the password, ask for a new one.",
        path="/forgot-password",
        label="Registration",
        action="Reset the password",
        why="Somebody registered for TTS with this address.",
    )


def _tell_waiting(registration: Registration) -> None:
    write(
        registration.email,
        "invitation",
        "Your registration is being looked at",
        f"Hello {registration.full_name},\n\nYour address is confirmed. An administrator decides "
        "about your registration; you will get a mail then.",
        label="Registration",
        why="You registered for TTS.",
    )


def _note(registration: Registration) -> None:
    record(
        action="registration.verified",
        object_type="registration",
        object_id=registration.pk,
        after={"email": registration.email},
    )
