"""Dead letters come in."""

from collections.abc import Sequence

from django.db import transaction

from shared.broker.topology import QueueSpec
from shared.dead_letters.arrivals import given_up_by_broker, reason_of
from shared.dead_letters.models import DeadLetter
from shared.inbox.failures import tell_admins


@transaction.atomic
def store_letters(*, queue: QueueSpec, letters: Sequence[DeadLetter]) -> None:
    """Keep each letter once, linked to what it repeats; tell of those nobody has told of yet."""
    origins = DeadLetter.objects.filter(retried_as__in=[each.message_id for each in letters])
    by_replay = {origin.retried_as: origin for origin in origins}
    for letter in letters:
        letter.replay_of = by_replay.get(letter.message_id)
    DeadLetter.objects.bulk_create(letters, ignore_conflicts=True)
    silent = {each.cause: each for each in letters if given_up_by_broker(each)}
    for letter in silent.values():
        # The news that such news could not be delivered would go round in circles.
        if (letter.kwargs or {}).get("notification_type") != "dead_letter":
            tell_admins(letter.task or "a message", queue, reason_of(letter))
