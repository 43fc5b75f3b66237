"""The last word on a task: closed by hand or some days after its end, or cancelled."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shared.errors import Forbidden
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import messages, permissions
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import changing
from workflow_api.tasks.services.locking import lock_seen_by, move
from workflow_api.tasks.services.noting import note
from workflow_api.tasks.states import ENDED_STATUSES

CLOSER = Actor.system("close_ended")
BATCH = 100
BATCHES = 20


@transaction.atomic
def close(*, task_id: int, version: int, reason: str, caller: Caller, actor: Actor) -> Task:
    """Close a finished task for good; Conflict while it is still open, or over already."""
    task = lock_seen_by(caller, task_id, version=version)
    if why_not := permissions.why_not_hold(caller, task):
        raise Forbidden(why_not)
    _close(task, f"{actor.name} closed the task", reason, actor, timezone.now())
    return task


def close_ended() -> None:
    """Close what ended CLOSE_AFTER_DAYS ago and was not reopened; 0 days: nothing closes itself.

    Any number of schedulers may do so at once.
    """
    if not settings.CLOSE_AFTER_DAYS:
        return
    for _ in range(BATCHES):
        if _close_batch(timezone.now()) < BATCH:
            return


@transaction.atomic
def _close_batch(now: datetime) -> int:
    since = now - timedelta(days=settings.CLOSE_AFTER_DAYS)
    ended = Task.objects.filter(status__in=ENDED_STATUSES, completed_at__lte=since)
    held = ended.select_related("ticket").order_by("completed_at")
    tasks = list(held.select_for_update(of=("self",), skip_locked=True, no_key=True)[:BATCH])
    for task in tasks:
        _close(task, "Closed by itself, as nobody reopened it", "", CLOSER, now)
    return len(tasks)


def _close(task: Task, text: str, reason: str, actor: Actor, now: datetime) -> None:
    move(task, TaskState.CLOSED, may_stay=False)
    task.version += 1
    task.save(update_fields=["status", "version"])
    note(TaskEvent.Kind.CLOSED, text, task=task, item=None, actor=actor, at=now, reason=reason)


@transaction.atomic
def cancel(*, task_id: int, version: int, reason: str, caller: Caller, actor: Actor) -> Task:
    """End a task without a result; the coordinator and the requester hear why.

    Forbidden for all but admins, Conflict when it is over.
    """
    task = lock_seen_by(caller, task_id, version=version)
    if not caller.has_role(permissions.ADMIN):
        raise Forbidden("Only an admin can cancel a task")
    changing.cancel(task=task, reason=reason, now=timezone.now(), actor=actor)
    told = messages.ending(task, actor, reason)
    changed = messages.change(task, None, kind="cancelled", actor=actor, told=told)
    publish_all([*told, *changed])
    return task
