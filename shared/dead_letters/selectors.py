"""What is asked of failed work."""

from typing import Any

from django.db.models import Count, F, Max, Min, Prefetch, Q, QuerySet

from shared.dead_letters.models import DeadLetter, DeadLetterEvent, RetryRun
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


def runs() -> QuerySet[RetryRun]:
    """Newest first, each with `done`, `failed` and `remaining`."""
    done = Q(letters__state=DeadLetter.State.RESOLVED)
    failed = Q(letters__state=DeadLetter.State.RETRIED)
    replays = Count("letters__failed_replays__replay_of", filter=failed, distinct=True)
    counted = RetryRun.objects.annotate(
        done=Count("letters", filter=done, distinct=True), failed=replays
    )
    left = F("total") - F("kept_back") - F("done") - F("failed")
    return counted.annotate(remaining=left).order_by("-id")


def run(run_id: int) -> RetryRun:
    """One of `runs()`."""
    found = runs().filter(pk=run_id).first()
    if found is None:
        raise NotFound(f"There is no run {run_id}")
    return found
