"""One task comes back from a migration, as long as nobody has acted on it since."""

from collections.abc import Sequence

from django.utils import timezone

from shared.contracts.base import Message
from shared.errors import Conflict
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.migrating.items import put_back
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.notices import left_behind
from workflow_api.migrating.services.arriving import go_back, open_work
from workflow_api.migrating.services.settling import Place, settle
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.locking import lock
from workflow_api.workflows.selectors import compiled


def undo_task(move: Move, migration: Migration, actor: Actor) -> None:
    """Put the task of `move` back to the version, step and person it had.

    Conflict names whoever acted on it meanwhile.
    """
    task = lock(Task.objects.all(), move.task_id)
    if task is None or task.version != move.task_version:
        raise Conflict(_what_happened(task, move))
    had = _people(open_work(task))
    reason = f"Undone: {migration.reason}"
    old = Place(task.workflow_version_id, _step(task.workflow_version_id, move.to_step))
    if move.task_before:
        items = go_back(task, move, actor=actor, reason=reason)
    else:
        items = _put_back(task, move)
    task.sla_version_id = move.sla_version_before_id
    new = Place(move.from_version_id, _step(move.from_version_id, move.from_step))
    told = _told(task, items, had)
    settle(task, items, old, new, told, actor=actor, reason=reason, at=timezone.now())
    move.status = Move.Status.UNDONE


def _step(version_id: int, key: str) -> Step:
    return compiled(version_id).step(key)


def _people(items: Sequence[TaskItem]) -> set[int]:
    return {item.assignee_id for item in items if item.assignee_id is not None}


def _put_back(task: Task, move: Move) -> list[TaskItem]:
    items = open_work(task)
    for item in items:
        put_back(item, move.items_before[str(item.pk)])
    return items


def _told(task: Task, items: Sequence[TaskItem], had: set[int]) -> list[Message]:
    """For those who have the work again, and for those who have it no more."""
    lost = sorted(had - _people(items))
    given = [i for i in items if i.assignee_id not in had and (had or i.assignee_id)]
    again = [messages.assignment(task, item, "the migration was undone") for item in given]
    return [
        *(message for each in again for message in each),
        *(left_behind(task, user_id, items[0].step_name) for user_id in lost),
    ]


def _what_happened(task: Task | None, move: Move) -> str:
    if task is None:
        return "The task does not exist any more"
    later = task.events.filter(task_version__gt=move.task_version).order_by("id").first()
    did = f"{later.actor_name}: {later.summary}" if later else "it was changed"
    return f"{task.number} went on since: {did}"[:500]
