"""Codes that are mailed: the newest one counts, for ten minutes and five attempts."""

import hmac
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import Throttled

from auth_service.accounts.models import User
from auth_service.letters.quotas import Quota
from auth_service.letters.services import write_to_person
from auth_service.second_factor.models import EmailedCode

LIFETIME = timedelta(minutes=10)
ATTEMPTS = 5
CODES = Quota("emailed_code", most=5, window=timedelta(minutes=15))


def send(user: User) -> None:
    """Mail a new code to the person, whose lock the caller holds; older ones stop working.

    Throttled after five codes within a quarter of an hour.
    """
    if not CODES.take(user.email):
        raise Throttled(CODES.window.total_seconds(), "Too many codes were mailed.")
    code = f"{secrets.randbelow(10**6):06}"
    expires_at = timezone.now() + LIFETIME
    EmailedCode.objects.update_or_create(
        user=user,
        defaults={
            "digest": _digest(user, code),
            "expires_at": expires_at,
            "attempts_left": ATTEMPTS,
        },
    )
    write_to_person(
        user,
        "login_alert",
        "Your sign-in code",
        "This is the code you asked for. It works once, within ten minutes. "
        "Nobody from TTS will ever ask you for it.",
        code=code,
        label="Sign-in code",
        why="Somebody with your password asked for a code.",
        expires_at=expires_at,
    )


def use(user: User, code: str) -> bool:
    """Whether `code` is the one that was mailed last; it is used up then.

    The caller holds the lock of the person and commits: a wrong guess costs one attempt.
    """
    mailed = EmailedCode.objects.filter(user=user, expires_at__gt=timezone.now()).first()
    if mailed is None or mailed.attempts_left == 0:
        return False
    if hmac.compare_digest(mailed.digest, _digest(user, code)):
        mailed.delete()
        return True
    mailed.attempts_left -= 1
    mailed.save(update_fields=["attempts_left"])
    return False


def purge() -> None:
    """Delete expired codes. For the schedule."""
    EmailedCode.objects.filter(expires_at__lte=timezone.now()).delete()


def _digest(user: User, code: str) -> str:
    # Keyed: a million plain digests are computed in a second.
    return salted_hmac("emailed code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
