"""Telling people by mail when their account is used in a new way, or attacked."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import locked_person
from auth_service.alerts.models import KnownTrait
from auth_service.alerts.selectors import traits_of
from auth_service.audit.services import record
from auth_service.letters.quotas import Quota
from auth_service.letters.services import write_to_person
from auth_service.tokens.clients import Client
from auth_service.tokens.services import delays

SIGN_INS = Quota("login_alert", most=5, window=timedelta(hours=1))
FAILURES = Quota("failed_login", most=1, window=timedelta(hours=1))
TOLD_FROM = 5
FORGOTTEN_AFTER = timedelta(days=180)


def note_sign_in(user: User, client: Client) -> None:
    """Remember where the person signs in from; a mail when it is new and not the first time.

    The caller holds the lock of the person.
    """
    traits = traits_of(client)
    known = set(KnownTrait.objects.filter(user=user).values_list("digest", flat=True))
    now = timezone.now()
    KnownTrait.objects.bulk_create(
        [KnownTrait(user=user, digest=digest, last_seen_at=now) for digest in sorted(traits)],
        update_conflicts=True,
        unique_fields=["user", "digest"],
        update_fields=["last_seen_at"],
    )
    if known and not traits <= known and SIGN_INS.take(user.email):
        _tell_new_sign_in(user, client)


def note_failures(user: User, failures: int, client: Client) -> None:
    """A mail when somebody seems to guess the password; one an hour, whatever they do."""
    if failures >= TOLD_FROM and user.is_active and FAILURES.take(user.email):
        _tell_failures(user, failures, client)


@transaction.atomic
def unlock(*, user_id: int) -> None:
    """Forget the person's failed sign-ins. NotFound when there is no such person."""
    user = locked_person(user_id)
    delays.forget_person(user)
    record(action="account.unlocked", object_type="person", object_id=user.pk)


def purge() -> None:
    """Forget devices and networks that were not seen for half a year. For the schedule."""
    lapsed = timezone.now() - FORGOTTEN_AFTER
    KnownTrait.objects.filter(last_seen_at__lt=lapsed).delete()


def _tell_new_sign_in(user: User, client: Client) -> None:
    write_to_person(
        user,
        "login_alert",
        "New sign-in to your account",
        "Your account was used from a device or network it was not used from before.\n\n"
        f"{_described(client)}\n\nIf that was you, there is nothing to do.",
        path="/profile/security",
        why="Your account was used to sign in.",
    )


def _tell_failures(user: User, failures: int, client: Client) -> None:
    write_to_person(
        user,
        "failed_login",
        "Failed sign-ins to your account",
        f"Somebody failed {failures} times to sign in to your account, the last time from here:"
        f"\n\n{_described(client)}\n\nFurther attempts are slowed down. Your password still works.",
        path="/profile/security",
        why="Somebody failed to sign in to your account.",
    )


def _described(client: Client) -> str:
    at = f"{timezone.now():%Y-%m-%d %H:%M} UTC"
    return f"{at}, address {client.address or 'unknown'}, {client.user_agent or 'unknown program'}"
