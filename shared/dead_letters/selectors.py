"""What is asked of failed work."""

from typing import Any

from django.db.models import Count, Max, Min, Prefetch, QuerySet

from shared.dead_letters.models import DeadLetter, DeadLetterEvent
from shared.errors import NotFound


def letters() -> QuerySet[DeadLetter]:
    """Newest first, without the contents."""
    return DeadLetter.objects.defer("kwargs", "headers", "body").order_by("-id")


def letter(letter_id: int) -> DeadLetter:
    """One letter with its history and the replays that failed too."""
    history = Prefetch("events", DeadLetterEvent.objects.order_by("id"))
    replays = Prefetch("failed_replays", letters())
    found = DeadLetter.objects.prefetch_related(history, replays).filter(pk=letter_id).first()
    if found is None:
        raise NotFound(f"There is no dead letter {letter_id}")
    return found


def groups(of: QuerySet[DeadLetter]) -> QuerySet[Any]:
    """One row per cause, the most frequent first."""
    return (
        of.order_by()
        .values("cause", "queue", "task", "code")
        .annotate(
            count=Count("pk"),
            first_seen=Min("first_failed_at"),
            last_seen=Max("last_failed_at"),
            example_id=Max("pk"),
        )
        .order_by("-count", "cause")
    )
