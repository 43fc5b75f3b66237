"""Watching a task, and being addressed on its ticket."""

from typing import Final

from django.db import transaction

from shared.contracts.workflow import NoteMentions
from shared.errors import Conflict
from shared.identity.caller import Caller
from workflow_api.following.models import Mention, Watch
from workflow_api.tasks import selectors
from workflow_api.tasks.services.telling import tell_again
from workflow_api.tickets.models import WorkflowTicket

# Each change tells all of them.
MOST_WATCHERS: Final = 100


@transaction.atomic
def watch(*, task_id: int, caller: Caller) -> None:
    """Keep an eye on a task; doing so twice is no fault. NotFound without sight of it.

    Conflict when MOST_WATCHERS do so already.
    """
    seen = selectors.visible_id(caller, task_id)
    others = Watch.objects.filter(task_id=seen).exclude(user_id=caller.id)
    if others.count() >= MOST_WATCHERS:
        raise Conflict(f"{MOST_WATCHERS} people watch T-{task_id} already")
    Watch.objects.update_or_create(
        task_id=seen,
        user_id=caller.id,
        defaults={
            "user_name": caller.full_name or caller.username,
            "department": str(caller.claims.get("department") or "")[:100],
        },
    )


@transaction.atomic
def unwatch(*, task_id: int, caller: Caller) -> None:
    """The opposite of `watch`; not watching is no fault either."""
    Watch.objects.filter(task_id=task_id, user_id=caller.id).delete()


@transaction.atomic
def unwatch_ticket(*, number: str, caller: Caller) -> None:
    """Stop watching a ticket whatever task it has; for a notice that one wants no more of."""
    Watch.objects.filter(task__ticket__ticket_number=number, user_id=caller.id).delete()


def note_mentions(message: NoteMentions) -> None:
    """Write down whom a comment addresses: from now on they see the ticket, in every service.

    A comment is written on known tickets only; one that is gone since needs no note.
    """
    ticket = WorkflowTicket.objects.filter(ticket_number=message.ticket_number).first()
    if ticket is None:
        return
    Mention.objects.bulk_create(
        [
            Mention(
                ticket=ticket,
                user_id=user_id,
                comment_id=message.comment_id,
                by_name=message.by_name,
            )
            for user_id in message.user_ids
        ],
        ignore_conflicts=True,
    )
    tell_again(ticket.pk)
