"""Dead letters that are settled, and have been for long."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from shared.dead_letters.models import DeadLetter, DeadLetterEvent

State = DeadLetter.State


def forget(before: datetime, limit: int) -> int:
    """Delete up to `limit` letters resolved or ignored for good, untouched since `before`.

    An original goes after the letters of its replays, which name it.
    """
    touched = DeadLetterEvent.objects.filter(letter=OuterRef("pk"), at__gte=before)
    settled = DeadLetter.objects.filter(
        ~Exists(touched),
        state__in=[State.RESOLVED, State.IGNORED],
        ignore_until__isnull=True,
        received_at__lt=before,
        failed_replays__isnull=True,
    )
    keys = list(settled.order_by("id").values_list("pk", flat=True)[:limit])
    DeadLetter.objects.filter(pk__in=keys).delete()
    return len(keys)
