"""One task goes to another version: row lock, clock, history, audit and messages together."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from shared.contracts.base import Message
from shared.errors import Conflict
from shared.gathering import append
from workflow_api.assignment.services import explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.engine.moving import landing
from workflow_api.engine.state_machine import TaskState
from workflow_api.migrating.items import PERSON, PLACE, columns
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.notices import taken_away
from workflow_api.migrating.services.arriving import arrive, open_work, standing
from workflow_api.migrating.services.settling import Place, settle
from workflow_api.tasks import first_touch, messages
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.entering import ask_for, assignee
from workflow_api.tasks.services.locking import lock
from workflow_api.workflows.selectors import compiled


def move_task(move: Move, migration: Migration, actor: Actor) -> None:
    """Bring the task of `move` to the migration's version. Conflict says why it cannot go.

    Whoever has the work keeps it, unless the new step is another role's or not theirs to decide.
    A question to another system and a wait go on as well, unless the mapping ends them.
    """
    task = _movable(move.task_id, migration)
    source = compiled(task.workflow_version_id).step(task.current_step)
    to = landing(
        source, compiled(migration.to_version_id), migration.mapping, TaskState(task.status)
    )
    if to.step is None:
        raise Conflict(to.reason)
    old, new = Place(task.workflow_version_id, source), Place(migration.to_version_id, to.step)
    items = open_work(task)
    move.from_version_id, move.from_step = old.version_id, source.key
    move.sla_version_before_id, task.sla_version_id = task.sla_version_id, None
    move.items_before = {str(item.pk): columns(item) for item in items}
    if to.anew:
        move.task_before = standing(task)
        arrive(task, items, old, new, actor=actor, reason=migration.reason)
    else:
        _go_on(task, items, old, new, actor, migration.reason)
    move.to_step, move.task_version = to.step.key, task.version
    move.status = Move.Status.MOVED


def _movable(task_id: int, migration: Migration) -> Task:
    task = lock(Task.objects.all(), task_id)
    if task is None:
        raise Conflict("The task does not exist any more")
    if not task.is_open:
        raise Conflict(f"{task.number} is {task.status}")
    if task.workflow_version_id == migration.to_version_id:
        raise Conflict(f"{task.number} is on that version already")
    return task


def _go_on(
    task: Task, items: Sequence[TaskItem], old: Place, new: Place, actor: Actor, reason: str
) -> None:
    """Let the open work be that of the new step."""
    now, step = timezone.now(), new.step
    told: list[Message] = []
    # From here on the new version's rules hold, also for who gets the work.
    task.workflow_version_id = new.version_id
    for item in items:
        item.step_key, item.step_name, item.role = step.key, step.name, step.role
        item.save(update_fields=PLACE)
        if _passes_on(task, item, old.step, step):
            told += _hand_over(task, item, step, now)
    settle(task, items, old, new, told, actor=actor, reason=reason, at=now)


def _passes_on(task: Task, item: TaskItem, source: Step, step: Step) -> bool:
    """Whether the work goes to somebody else; what no person does goes to nobody."""
    if source.role == step.role:
        return _decides_own(task, item, step)
    if step.needs_person:
        return True
    has_come_up = item.assignee_id is not None or task.status == TaskState.PENDING_EXTERNAL
    return step.role != "" and has_come_up


def _decides_own(task: Task, item: TaskItem, step: Step) -> bool:
    """Nobody approves a ticket of their own."""
    own = task.ticket.requester_email
    return step.kind == "approval" and own != "" and item.assignee_email.lower() == own


def _hand_over(task: Task, item: TaskItem, step: Step, now: datetime) -> Sequence[Message]:
    """Give the work to whose turn it is in the new role; both people are told."""
    before = item.assignee_id
    [answer] = take_turns([ask_for(step, task.ticket, task=task)], now=now)
    for name, value in assignee(answer, now).items():
        setattr(item, name, value)
    item.assigns_itself = answer.ask.policy != "manual"
    item.first_touch_until = first_touch.until(task, step, now) if answer.member else None
    item.origin, item.status, item.started_at = item.Origin.SYSTEM, item.Status.NEW, None
    item.save(update_fields=PERSON)
    append(explain(answer, task=task, item=item, now=now))
    told = list(messages.assignment(task, item, answer.decision.reason))
    lost = before is not None and before != item.assignee_id
    return [*told, taken_away(task, before, step.name)] if lost and before else told
