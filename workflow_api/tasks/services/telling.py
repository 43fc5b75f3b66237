"""Saying again how a ticket stands, to a ticket_service that may know less of it."""

from django.db import transaction

from shared.outbox.services import publish
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.services.locking import first_open_item, lock

BATCH = 200


@transaction.atomic
def tell_again(*ticket_ids: int) -> int:
    """Publish the status of each ticket's newest task as it is; how many there were.

    Its version is not a new one: ticket_service takes from it whose affair the ticket is, and the
    rest only if the message of that version never arrived.
    """
    newest = Task.objects.filter(ticket_id__in=ticket_ids).order_by("ticket_id", "-pk")
    found = list(newest.distinct("ticket_id").values_list("pk", flat=True))
    for task_id in sorted(found):
        # Locked, so that its items are those of the version that is told.
        if task := lock(Task.objects.all(), task_id):
            publish(messages.status(task, first_open_item(task)))
    return len(found)


def tell_all(*, only_open: bool = False) -> int:
    """`tell_again` for every ticket that has a task, some at a time; how many were told."""
    tasks = Task.objects.filter(completed_at=None) if only_open else Task.objects.all()
    told, last = 0, 0
    while page := _page(tasks.filter(ticket_id__gt=last)):
        told += tell_again(*page)
        last = page[-1]
    return told


def _page(tasks: TaskQuerySet) -> list[int]:
    ids = tasks.order_by("ticket_id").values_list("ticket_id", flat=True).distinct()
    return list(ids[:BATCH])
