"""One task comes back from a migration, as long as nobody has acted on it since."""

from django.utils import timezone

from shared.contracts.base import Message
from shared.errors import Conflict
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.migrating.items import put_back
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.notices import taken_away
from workflow_api.migrating.services.settling import Place, settle
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.locking import lock
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled


def undo_task(move: Move, migration: Migration, actor: Actor) -> None:
    """Put the task of `move` back to the version, step and person it had.

    Conflict names whoever acted on it meanwhile.
    """
    task = lock(Task.objects.all(), move.task_id)
    if task is None or task.version != move.task_version:
        raise Conflict(_what_happened(task, move))
    task.sla_version_id = move.sla_version_before_id
    told: list[Message] = []
    items = list(task.items.filter(status__in=OPEN_ITEM_STATUSES).order_by("id"))
    for item in items:
        told += _put_back(task, item, move)
    old = Place(task.workflow_version_id, _step(task.workflow_version_id, move.to_step))
    new = Place(move.from_version_id, _step(move.from_version_id, move.from_step))
    reason = f"Undone: {migration.reason}"
    settle(task, items, old, new, told, actor=actor, reason=reason, at=timezone.now())
    move.status = Move.Status.UNDONE


def _step(version_id: int, key: str) -> Step:
    return compiled(version_id).step(key)


def _put_back(task: Task, item: TaskItem, move: Move) -> list[Message]:
    had = item.assignee_id
    put_back(item, move.items_before[str(item.pk)])
    if had == item.assignee_id:
        return []
    lost = [taken_away(task, had, item.step_name)] if had is not None else []
    return [*messages.assignment(task, item, "the migration was undone"), *lost]


def _what_happened(task: Task | None, move: Move) -> str:
    if task is None:
        return "The task does not exist any more"
    later = task.events.filter(task_version__gt=move.task_version).order_by("id").first()
    did = f"{later.actor_name}: {later.summary}" if later else "it was changed"
    return f"{task.number} went on since: {did}"[:500]
