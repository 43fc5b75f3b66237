"""A task leaves what it is at and enters a step of another version like any other, and back."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from shared.contracts.base import Message
from shared.errors import Conflict
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.external import closing
from workflow_api.migrating.items import put_back
from workflow_api.migrating.models import Move
from workflow_api.migrating.notices import left_behind
from workflow_api.migrating.services.settling import Place, keep, line
from workflow_api.sla import ledger
from workflow_api.sla.changing import recount
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.entering import enter
from workflow_api.tasks.services.leaving import expire
from workflow_api.tasks.services.locking import move as change_state
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled


def standing(task: Task) -> dict[str, Any]:
    """What entering a step anew changes of a task besides its clock, as JSON."""
    return {"status": task.status, "visit_from": task.visit_from}


def arrive(
    task: Task,
    items: Sequence[TaskItem],
    old: Place,
    new: Place,
    *,
    actor: Actor,
    reason: str,
) -> None:
    """End the open work of a (locked) task and enter the new step.

    A wait is over by that, and so is the question that a person was to decide about.
    """
    now = timezone.now()
    expire(task, f"{actor.name} moved the task to {new.step.name}: {reason}", now)
    for item in items:
        closing.leave(item, actor=actor, reason=reason)
    task.workflow_version_id, task.current_step = new.version_id, new.step.key
    task.version += 1
    if ledger.is_paused(task):
        ledger.turn(task, SlaSegment.Kind.RUNNING, at=now, reason="", actor=actor)
    else:
        ledger.follow_calendar(task, at=now, reason=reason, actor=actor)
    recount(task, items[0], now=now)
    because = line(task, old, new, actor=actor, reason=reason, at=now)
    definition = compiled(new.version_id)
    columns = ["workflow_version", "sla_version"]
    entered = enter(task, definition, new.step, actor=actor, because=because, columns=columns)
    keep(task, old, new, actor=actor, reason=reason)
    publish_all(_lost(task, items, entered, new))


def go_back(task: Task, move: Move, *, actor: Actor, reason: str) -> list[TaskItem]:
    """Open again what `arrive` has ended for `move`; the (locked) task is not saved.

    Conflict when another system was asked since: that cannot be taken back.
    """
    entered = compiled(task.workflow_version_id).step(move.to_step)
    if entered.kind == "integration":
        raise Conflict(f"{task.number} went on since: {entered.name} has asked another system")
    expire(task, reason, timezone.now())
    items = list(task.items.filter(pk__in=move.items_before).order_by("id"))
    for item in items:
        put_back(item, move.items_before[str(item.pk)])
        closing.come_back(item)
    change_state(task, TaskState(move.task_before["status"]))
    task.visit_from = move.task_before["visit_from"]
    if task.status == TaskState.PENDING_EXTERNAL:
        kind = SlaSegment.Kind.PAUSED
        ledger.turn(task, kind, at=timezone.now(), reason=reason[:300], actor=actor)
    return items


def open_work(task: Task) -> list[TaskItem]:
    """Everything that is open on a task, in order."""
    return list(task.items.filter(status__in=OPEN_ITEM_STATUSES).order_by("id"))


def _lost(
    task: Task, before: Sequence[TaskItem], after: Sequence[TaskItem], new: Place
) -> list[Message]:
    keepers = {item.assignee_id for item in after}
    lost = {i.assignee_id for i in before if i.assignee_id is not None} - keepers
    return [left_behind(task, user_id, new.step.name) for user_id in sorted(lost)]
