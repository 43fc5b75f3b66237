"""Ticking the items of a step's checklist, and taking a tick back."""

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.checklists.models import Tick
from workflow_api.engine.definition import Step
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services.locking import current_item, lock_seen_by
from workflow_api.tasks.services.noting import note
from workflow_api.workflows.selectors import compiled


@transaction.atomic
def tick(
    *, task_id: int, version: int, item: str, done: bool, caller: Caller, actor: Actor
) -> Task:
    """Tick `item` of the current step's checklist, or take the tick back.

    What is so already stays as it is. Forbidden for those who may not act on the step, Invalid
    for what is not on its checklist.
    """
    task = lock_seen_by(caller, task_id, version=version)
    work = current_item(task, caller)
    if why_not := permissions.why_not_act(caller, work):
        raise Forbidden(why_not)
    if task.status == TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is on hold: resume it first")
    _check_known(compiled(task.workflow_version_id).step(work.step_key), item)
    if not _set(task, item, done=done, caller=caller, actor=actor):
        return task
    task.version += 1
    task.save(update_fields=["version"])
    did = "ticked" if done else "took back the tick of"
    text, now = f"{actor.name} {did}: {item}", timezone.now()
    kind = TaskEvent.Kind.CHANGED
    note(kind, text, task=task, item=work, actor=actor, at=now, ticked=done, text=item)
    return task


def _set(task: Task, text: str, *, done: bool, caller: Caller, actor: Actor) -> bool:
    """Whether something changed."""
    place = {"visit": task.visit_from, "step_key": task.current_step, "text": text}
    if not done:
        removed, _ = task.ticks.filter(**place).delete()
        return removed > 0
    if task.ticks.filter(**place).exists():
        return False
    Tick.objects.create(task=task, by_id=caller.id, by_name=actor.name, **place)
    return True


def _check_known(step: Step, text: str) -> None:
    if text not in step.checklist:
        known = "; ".join(step.checklist) or "nothing"
        raise Invalid(
            "That is not on the checklist", [FieldError("item", f"{step.name} has: {known}")]
        )
