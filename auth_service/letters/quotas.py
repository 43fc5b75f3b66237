"""Strangers can make us write to somebody: how often is bounded per address."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from auth_service.letters.models import LetterQuota


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `most` mails of `kind` to one address within `window`."""

    kind: str
    most: int
    window: timedelta

    @transaction.atomic
    def take(self, address: str) -> bool:
        """Count one mail to `address`; False when it has had enough of them."""
        now = timezone.now()
        row, _ = LetterQuota.objects.select_for_update().get_or_create(
            key=f"{self.kind}:{hashlib.sha256(address.lower().encode()).hexdigest()}",
            defaults={"sent": 0, "ends_at": now + self.window},
        )
        if row.ends_at <= now:
            row.sent, row.ends_at = 0, now + self.window
        if row.sent >= self.most:
            return False
        row.sent += 1
        row.save()
        return True


def purge() -> None:
    """Delete windows that are over. For the schedule."""
    LetterQuota.objects.filter(ends_at__lt=timezone.now()).delete()
