"""Work that goes up: to the role its step names, else to the managers."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.assignment.services import Answer, foresee_turns, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Step
from workflow_api.tasks import passing_messages, permissions, selectors
from workflow_api.tasks.effects import Effect, effect_of
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.handing_on import (
    ESCALATION,
    ask_instead,
    check_seen,
    hand_on,
    lock_with_item,
    meant,
    step_of,
)
from workflow_api.tasks.services.transferring import Turns, check_giver
from workflow_api.workflows.selectors import compiled

CLOCK = Actor.system("sla_clock")


@transaction.atomic
def escalate(
    *,
    task_id: int,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
    item_id: int | None = None,
) -> TaskItem:
    """Hand the open work of a task up, by hand.

    Forbidden for somebody else's work; Conflict when it has been escalated already, or when nobody
    could take it: then it stays where it is.
    """
    task, item = lock_with_item(caller, task_id, version=version, item_id=item_id)
    now = timezone.now()
    answer = _answer(task, item, caller, partial(take_turns, now=now))
    return hand_on(task, item, answer, ESCALATION, actor=actor, reason=reason, now=now)


def escalate_effect(
    *, task_id: int, version: int | None, caller: Caller, item_id: int | None = None
) -> Effect:
    """What `escalate` would do at present; it refuses what that would refuse."""
    task = selectors.task(caller, task_id)
    check_seen(task, version)
    item = meant(task, caller, item_id)
    now = timezone.now()
    answer = _answer(task, item, caller, partial(foresee_turns, now=now))
    return effect_of(task, answer, now)


def _answer(task: Task, item: TaskItem, caller: Caller, turns: Turns) -> Answer:
    check_giver(caller, task, item)
    step = step_of(task, item)
    [answer] = turns([ask_instead(task, item, step, role_above(item, step))])
    check_taker(item, answer)
    return answer


def role_above(item: TaskItem, step: Step) -> str:
    """Where an item goes when it goes up; Conflict when it is there already."""
    role = permissions.escalation_role(step)
    if item.role == role:
        raise Conflict(f"{item.step_name} has been escalated to {role} already")
    return role


def check_taker(item: TaskItem, answer: Answer) -> None:
    """Conflict when nobody could take what somebody has: they keep it."""
    if answer.member is None and item.assignee_id is not None:
        role = answer.ask.role
        raise Conflict(f"Nobody in {role} can take it now; {item.assignee_name} keeps it")


def escalate_by_clock(*, task: Task, item: TaskItem, reason: str) -> bool:
    """Hand an item of a (locked) task up because its time is over; must run in a transaction.

    False when it is there already, another system does it, or nobody could take it: whoever has
    it keeps it then, and those who can help are told.
    """
    step = compiled(task.workflow_version_id).step(item.step_key)
    if not step.needs_person or item.role == permissions.escalation_role(step):
        return False
    now = timezone.now()
    [answer] = take_turns(
        [ask_instead(task, item, step, permissions.escalation_role(step))], now=now
    )
    if answer.member is None and item.assignee_id is not None:
        _stays(task, item, permissions.escalation_role(step), reason)
        return False
    hand_on(task, item, answer, ESCALATION, actor=CLOCK, reason=reason, now=now)
    return True


def _stays(task: Task, item: TaskItem, role: str, reason: str) -> None:
    task.version += 1
    task.save(update_fields=["version"])
    text = f"Nobody in {role} can take {item.step_name}; {item.assignee_name} keeps it"
    history.event(
        TaskEvent.Kind.NOT_ESCALATED,
        text,
        task=task,
        actor=CLOCK,
        at=timezone.now(),
        item=item,
        notes=reason,
    ).save(force_insert=True)
    record(
        actor=CLOCK,
        action="task.not_escalated",
        object_type="task_item",
        object_id=item.pk,
        task_id=task.pk,
        after=history.basis(task, CLOCK),
        reason=text,
    )
    publish_all([passing_messages.stays(task, item, text)])
