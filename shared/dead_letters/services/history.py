"""Who acts, and the line it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.dead_letters.models import DeadLetter, DeadLetterEvent
from shared.errors import NotFound
from shared.inbox.failures import printable


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or the service itself (`id` is None)."""

    id: int | None
    name: str


def event(
    letter: DeadLetter,
    actor: Actor,
    action: DeadLetterEvent.Action,
    reason: str = "",
    diff: Sequence[dict[str, Any]] = (),
) -> DeadLetterEvent:
    """The line in the history, not yet stored."""
    return DeadLetterEvent(
        letter=letter,
        actor_id=actor.id,
        actor_name=printable(actor.name)[:200],
        action=action,
        reason=reason,
        diff=list(diff),
    )


def resolved(letter: DeadLetter, actor: Actor, reason: str = "") -> None:
    """Close a letter that the caller has locked."""
    letter.state, letter.ignore_until = DeadLetter.State.RESOLVED, None
    letter.save(update_fields=["state", "ignore_until"])
    event(letter, actor, DeadLetterEvent.Action.RESOLVED, reason).save()


def locked(letter_id: int) -> DeadLetter:
    """The letter, held until the end of the transaction."""
    letter = DeadLetter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound(f"There is no dead letter {letter_id}")
    return letter
