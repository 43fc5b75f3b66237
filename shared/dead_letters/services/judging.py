"""Who looks after a letter, and whether it matters."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.dead_letters.models import DeadLetter, DeadLetterEvent
from shared.dead_letters.services.history import Actor, event, locked
from shared.errors import Conflict, FieldError, Invalid
from shared.inbox.failures import printable, service_name
from shared.outbox.services import publish

State, Action = DeadLetter.State, DeadLetterEvent.Action
REOPENED_PER_RUN = 1000
CLOCK = Actor(None, "expiry of ignore")


@transaction.atomic
def ignore(*, letter_id: int, actor: Actor, reason: str, until: datetime | None) -> None:
    """Take the letter off the list of open ones, for good or until a time in the future.

    Conflict when it was sent again already.
    """
    if until is not None and until <= timezone.now():
        raise Invalid("Validation failed", [FieldError("until", "must lie in the future")])
    letter = locked(letter_id)
    if letter.state not in (State.OPEN, State.IGNORED):
        raise Conflict(f"A {letter.state} letter cannot be ignored")
    letter.state, letter.ignore_until = State.IGNORED, until
    letter.save(update_fields=["state", "ignore_until"])
    event(letter, actor, Action.IGNORED, reason).save()


@transaction.atomic
def assign(*, letter_id: int, actor: Actor, user_id: int | None, reason: str) -> None:
    """Name the person who looks after the letter, and tell them; None for nobody."""
    letter = locked(letter_id)
    diff = [{"field": "assigned_to", "before": letter.assigned_to, "after": user_id}]
    told = user_id not in (None, letter.assigned_to, actor.id)
    letter.assigned_to = user_id
    letter.save(update_fields=["assigned_to"])
    act = event(letter, actor, Action.ASSIGNED, reason, diff)
    act.save()
    if user_id is not None and told:
        publish(_notice(letter, act, user_id))


def _notice(letter: DeadLetter, act: DeadLetterEvent, user_id: int) -> CreateNotification:
    given = f" {printable(act.reason)}" if act.reason else ""
    return CreateNotification(
        recipients={"users": [user_id]},
        subject=f"Failed work in {letter.queue} is yours to look after",
        message=f"{act.actor_name} gave it to you.{given}",
        notification_type="dead_letter",
        deduplication_id=f"dead-letter-assigned:{settings.SERVICE}:{act.pk}",
        related_ticket_number=letter.ticket_number or None,
        metadata={
            "why": "It was given to you",
            "service": service_name(),
            "queue": letter.queue,
            "cause": letter.cause,
            "code": letter.code,
        },
    )


@transaction.atomic
def reopen_due() -> int:
    """Put ignored letters whose time is over back on the list."""
    due = list(
        DeadLetter.objects.select_for_update(skip_locked=True)
        .filter(ignore_until__lte=timezone.now())
        .order_by("id")[:REOPENED_PER_RUN]
    )
    ids = [letter.pk for letter in due]
    DeadLetter.objects.filter(pk__in=ids).update(state=State.OPEN, ignore_until=None)
    DeadLetterEvent.objects.bulk_create([event(each, CLOCK, Action.REOPENED) for each in due])
    return len(due)
