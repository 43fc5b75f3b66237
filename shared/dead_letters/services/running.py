"""Letters of one cause sent again together, at a rate the receiving side can bear."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from shared.dead_letters.models import DeadLetter, DeadLetterEvent, RetryRun
from shared.dead_letters.services.history import Actor, event
from shared.dead_letters.services.replaying import send
from shared.errors import NotFound
from shared.inbox.failures import printable
from shared.outbox.models import OutboxMessage

State, Action = DeadLetter.State, DeadLetterEvent.Action


@dataclass(frozen=True, slots=True)
class GroupRetry:
    """What became of a group: `last_at` is when its last message leaves, `run` its progress."""

    retried: int
    skipped: int
    remaining: int
    last_at: datetime | None
    run: int | None


@transaction.atomic
def retry_group(
    *, cause: str, actor: Actor, rate: float, limit: int, reason: str = ""
) -> GroupRetry:
    """Send the oldest `limit` open letters of a cause again, `rate` of them per second."""
    ours = DeadLetter.objects.filter(cause=cause, state=State.OPEN)
    letters = list(ours.select_for_update(skip_locked=True).order_by("id")[:limit])
    able = [letter for letter in letters if letter.kwargs is not None and letter.task]
    skipped = len(letters) - len(able)
    if not able:
        return GroupRetry(0, skipped, ours.count(), None, None)
    run = _run(cause, actor, rate, len(able), reason)
    for number, letter in enumerate(able):
        due = run.last_at - timedelta(seconds=(len(able) - 1 - number) / rate)
        send(letter, letter.kwargs, source={}, way=letter.routing_key, not_before=due, run=run)
    DeadLetterEvent.objects.bulk_create(
        [event(letter, actor, Action.RETRIED, reason) for letter in able]
    )
    return GroupRetry(len(able), skipped, ours.count(), run.last_at, run.pk)


@transaction.atomic
def stop(*, run_id: int, actor: Actor, reason: str = "") -> None:
    """Keep back what has not left yet; those letters are open again. Stopping twice is no fault."""
    run = RetryRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound(f"There is no run {run_id}")
    letters = list(run.letters.select_for_update().filter(state=State.RETRIED).order_by("id"))
    kept_back = _take_back(letters)
    for letter in kept_back:
        letter.state, letter.retried_as, letter.run = State.OPEN, None, None
    DeadLetter.objects.bulk_update(kept_back, ["state", "retried_as", "run"])
    DeadLetterEvent.objects.bulk_create(
        [event(letter, actor, Action.STOPPED, reason) for letter in kept_back]
    )
    run.kept_back += len(kept_back)
    run.stopped_at = run.stopped_at or timezone.now()
    run.save(update_fields=["kept_back", "stopped_at"])


def _run(cause: str, actor: Actor, rate: float, total: int, reason: str) -> RetryRun:
    return RetryRun.objects.create(
        cause=cause,
        rate=rate,
        total=total,
        reason=reason,
        actor_id=actor.id,
        actor_name=printable(actor.name)[:200],
        last_at=timezone.now() + timedelta(seconds=(total - 1) / rate),
    )


def _take_back(letters: list[DeadLetter]) -> list[DeadLetter]:
    """The letters whose replay is still to come: the relay has no eye on what is not due."""
    replays = OutboxMessage.objects.filter(
        message_id__in=[letter.retried_as for letter in letters], not_before__gt=Now()
    )
    rows = list(replays.select_for_update(skip_locked=True).values_list("pk", "message_id"))
    OutboxMessage.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    taken = {message_id for _, message_id in rows}
    return [letter for letter in letters if letter.retried_as in taken]
