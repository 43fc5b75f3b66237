"""Failures to sign in cost time: doubling per account and per address, never for ever.

An account is what somebody types, so that none can be told by its delay, and neither which name and
which address are one person's. Failures elsewhere do not delay people where they have signed in
before: whoever knows a name cannot keep its owner out (decision 0039).

Failures are counted once they are known, so a burst in flight at once is judged together; the
number of a server's threads bounds it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from rest_framework.exceptions import Throttled

from auth_service.accounts.models import User
from auth_service.tokens.models import LoginDelay

FORGET_AFTER = timedelta(minutes=15)
LONGEST_SECONDS = 300
PRUNE = 100
# Of a digest, so that two fit into a key: nobody can make up names that share them.
DIGITS = 32


@dataclass(frozen=True, slots=True)
class Subject:
    """What failures are counted for; the first `free` of them cost nothing."""

    key: str
    free: int

    def delay(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        return timedelta(seconds=min(2 ** min(failures - self.free, 16), LONGEST_SECONDS))


def account(login: str, place: str = "") -> Subject:
    """What was typed to sign in; `place` is a word for where its owner has signed in before."""
    return Subject(f"{_named(login)}:{place[:DIGITS]}", free=5)


def insider(user_id: int) -> Subject:
    """Somebody who is signed in, or vouched for, and has to prove who they are."""
    return Subject(f"user:{user_id}", free=5)


def address(ip: str) -> Subject:
    """Many people share an address behind a company's router: it may fail more often."""
    return Subject(f"address:{ip}", free=100)


def check(subjects: Iterable[Subject]) -> None:
    """Throttled (429 with Retry-After) while one of the subjects has to wait.

    Attempts made meanwhile are not even looked at, and do not prolong the wait.
    """
    now = timezone.now()
    keys = [subject.key for subject in subjects]
    waiting = LoginDelay.objects.filter(subject__in=keys, blocked_until__gt=now)
    until = waiting.order_by("-blocked_until").values_list("blocked_until", flat=True).first()
    if until is not None:
        raise Throttled((until - now).total_seconds(), "Too many failed attempts.")


@transaction.atomic
def record_failure(subjects: Iterable[Subject]) -> dict[str, int]:
    """Count one failure for each subject; answers how many each has had, by key."""
    now = timezone.now()
    _prune()
    counted: dict[str, int] = {}
    # Always in the same order: two failures at once must not wait for each other.
    for subject in sorted(subjects, key=lambda subject: subject.key):
        row, _ = LoginDelay.objects.select_for_update().get_or_create(
            subject=subject.key,
            defaults={"failures": 0, "blocked_until": now, "forget_at": now + FORGET_AFTER},
        )
        row.failures = 1 if row.forget_at < now else row.failures + 1
        row.blocked_until = now + subject.delay(row.failures)
        row.forget_at = row.blocked_until + FORGET_AFTER
        row.save()
        counted[subject.key] = row.failures
    return counted


def forget(subject: Subject) -> None:
    """After a success."""
    LoginDelay.objects.filter(subject=subject.key).delete()


def forget_person(user: User) -> None:
    """All failures to be the person, wherever that was tried."""
    _of_person(user).delete()


def standing(user: User) -> tuple[int, datetime | None]:
    """Failures to be the person that still count, and until when somebody has to wait for them."""
    now = timezone.now()
    counted = _of_person(user).filter(forget_at__gte=now)
    failures = counted.aggregate(most=Max("failures"))["most"] or 0
    waiting = counted.filter(blocked_until__gt=now).order_by("-blocked_until")
    return failures, waiting.values_list("blocked_until", flat=True).first()


def _of_person(user: User) -> QuerySet[LoginDelay]:
    typed = [Q(subject__startswith=f"{_named(name)}:") for name in (user.username, user.email)]
    return LoginDelay.objects.filter(Q(subject=insider(user.pk).key) | typed[0] | typed[1])


def _named(login: str) -> str:
    return f"name:{_digest(login.lower())[:DIGITS]}"


def _prune() -> None:
    # Names that nobody has can be made up without end.
    old = LoginDelay.objects.filter(forget_at__lt=timezone.now())
    locked = old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:PRUNE]
    LoginDelay.objects.filter(pk__in=list(locked)).delete()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
