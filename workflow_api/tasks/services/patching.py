"""`PATCH /tasks/{id}/ {status, notes}`: each move of the state machine done by the act it means."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.http.preconditions import ANY_STATE, IfMatch
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import IllegalMove, TaskState, check_move
from workflow_api.tasks import first_touch, permissions
from workflow_api.tasks.choosing import ways
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import acting, closing, holding, noting, reopening
from workflow_api.tasks.services.handing_on import step_of
from workflow_api.tasks.services.locking import current_item, lock_seen_by, move, refusal

WORDS = {TaskState.IN_PROGRESS: "began to work", TaskState.PENDING: "put the work back"}
Act = Callable[..., object]


@transaction.atomic
def patch(
    *,
    task_id: int,
    version: int,
    notes: str,
    caller: Caller,
    actor: Actor,
    status: str | None = None,
    seen: IfMatch = ANY_STATE,
) -> Task:
    """Bring a task to `status`, or write `notes` into its history.

    Conflict names the allowed moves; otherwise it fails as the act that the move means.
    """
    task = lock_seen_by(caller, task_id, version=version)
    seen.check(task)
    if status is None or status == task.status:
        _add_note(task, notes, caller, actor)
        return task
    try:
        target = check_move(task.status, status)
    except IllegalMove as error:
        raise refusal(error) from error
    does = _meaning(task, target, notes, caller)
    does(task_id=task_id, version=version, caller=caller, actor=actor)
    return task


def _meaning(task: Task, target: TaskState, notes: str, caller: Caller) -> Act:
    source = TaskState(task.status)
    if target is TaskState.PENDING_EXTERNAL:
        raise Conflict("Only the answer of another system leads there")
    if source is TaskState.ON_HOLD and target is not TaskState.CANCELLED:
        return partial(_resume, target=target)
    if target in (TaskState.PENDING, TaskState.IN_PROGRESS) and source in WORDS:
        return partial(_turn, target=target, notes=notes)
    reasoned: dict[TaskState, Act] = {
        TaskState.ON_HOLD: holding.hold,
        TaskState.CANCELLED: closing.cancel,
        TaskState.IN_PROGRESS: reopening.reopen,
    }
    if target in reasoned:
        return partial(reasoned[target], reason=_reason(notes))
    if target is TaskState.CLOSED:
        return partial(closing.close, reason=notes)
    return partial(acting.act, transition=_only_way(task, target, caller), notes=notes)


def _reason(notes: str) -> str:
    if not notes:
        raise Invalid("This needs a reason", [FieldError("notes", "is required for this status")])
    return notes


def _only_way(task: Task, target: TaskState, caller: Caller) -> str:
    """The transition that ends the task so, when there is no choice between several."""
    rejects = target is TaskState.REJECTED
    ends = [way.transition for way in ways(task, caller) if way.transition.ends]
    found = [way.key for way in ends if way.rejects == rejects]
    if len(found) != 1:
        named = ", ".join(found) or "none here"
        raise Conflict(f"Take a transition instead; those that lead to {target}: {named}")
    return found[0]


def _resume(*, task_id: int, version: int, caller: Caller, actor: Actor, target: TaskState) -> None:
    task = holding.resume(task_id=task_id, version=version, caller=caller, actor=actor)
    if task.status != target:
        raise Conflict(
            f"{task.number} goes on as {task.status}", [FieldError("status", f"is {task.status}")]
        )


def _turn(
    *, task_id: int, version: int, caller: Caller, actor: Actor, target: TaskState, notes: str
) -> None:
    """Begin the work of the current step, or put it back unbegun."""
    task = lock_seen_by(caller, task_id, version=version)
    item = current_item(task, caller)
    step_of(task, item)
    acting.check_person(caller, item, notes)
    if item.assignee_id is None:
        raise Conflict(f"Nobody has {item.step_name} yet: claim it first")
    now = timezone.now()
    begins = target is TaskState.IN_PROGRESS
    move(task, target)
    item.status = TaskItem.Status.IN_PROGRESS if begins else TaskItem.Status.NEW
    item.started_at = now if begins else None
    item.save(update_fields=["status", "started_at"])
    first_touch.begin_again(task, item, now)
    task.started_at = task.started_at or now
    task.version += 1
    task.save(update_fields=["status", "started_at", "version"])
    text = f"{actor.name} {WORDS[target]}: {item.step_name}"
    kind = TaskEvent.Kind.CHANGED
    noting.note(kind, text, task=task, item=item, actor=actor, at=now, reason=notes)


def _add_note(task: Task, notes: str, caller: Caller, actor: Actor) -> None:
    may_direct = not permissions.why_not_hold(caller, task)
    item = current_item(task, caller) if task.is_open else None
    if not may_direct and (item is None or permissions.why_not_act(caller, item)):
        raise Forbidden("Only for whoever works on the task or answers for it")
    task.version += 1
    task.save(update_fields=["version"])
    text, now = f"{actor.name} made a note", timezone.now()
    kind = TaskEvent.Kind.CHANGED
    noting.note(kind, text, task=task, item=item, actor=actor, at=now, reason=_reason(notes))
