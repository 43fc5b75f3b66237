"""Recovery codes: ten at a time, shown once, each good once."""

import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

from auth_service.accounts.models import User
from auth_service.second_factor.models import RecoveryCode

COUNT = 10
# Without letters and digits that are mistaken for each other; fifty bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
HALF = 5


def renew(user: User) -> list[str]:
    """New codes instead of all older ones. The caller holds the lock of the person."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [f"{_half()}-{_half()}" for _ in range(COUNT)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return codes


def use(user: User, code: str) -> bool:
    """Whether `code` is an unused one; it is used up then."""
    unused = RecoveryCode.objects.filter(user=user, used_at=None, digest=_digest(user, code))
    return bool(unused.update(used_at=timezone.now()))


def _half() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(HALF))


def _digest(user: User, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac("recovery code", f"{user.pk}:{plain}", algorithm="sha256").hexdigest()
