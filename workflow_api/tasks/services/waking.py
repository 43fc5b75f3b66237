"""Wait steps: over when their time is, whoever looks first."""

from django.db import transaction
from django.utils import timezone

from workflow_api.audit.actors import Actor
from workflow_api.engine.operations import WAITED
from workflow_api.engine.routing import take
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import leaving, noting
from workflow_api.tasks.services.locking import lock
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.tickets.facts import facts_of
from workflow_api.workflows.selectors import compiled

CLOCK = Actor.system("wait_step")
BATCH = 200


def wake_due() -> None:
    """Let every task go on whose wait step is over; one on hold goes on once it is resumed.

    Any number of schedulers may do so at once.
    """
    due = TaskItem.objects.filter(
        status__in=OPEN_ITEM_STATUSES,
        wakes_at__lte=timezone.now(),
        task__status=TaskState.IN_PROGRESS,
    )
    for item_id in list(due.order_by("wakes_at").values_list("pk", flat=True)[:BATCH]):
        wake(item_id)


@transaction.atomic
def wake(item_id: int) -> bool:
    """End one wait step, if it is over and nobody else was faster."""
    task_id = TaskItem.objects.values_list("task_id", flat=True).get(pk=item_id)
    task = lock(Task.objects.all(), task_id)
    if task is None or task.status != TaskState.IN_PROGRESS:
        return False
    # Read under the lock: whoever had it before may have ended this very wait.
    due = task.items.filter(pk=item_id, status__in=OPEN_ITEM_STATUSES)
    item = due.filter(wakes_at__lte=timezone.now()).first()
    if item is None:
        return False
    definition = compiled(task.workflow_version_id)
    # Validation sees to it that one such way is always open.
    facts = facts_of(task.ticket, task.filled)
    way = take(definition, item.step_key, facts, outcome=WAITED)
    leaving.take(task, item, definition, way, "", CLOCK)
    noting.keep(TaskEvent.Kind.TRANSITION, task=task, actor=CLOCK, transition=way.key)
    return True
