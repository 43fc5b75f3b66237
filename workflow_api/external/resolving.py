"""What a person decides when another system gave no go-ahead."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.adapters.catalogue import OPERATIONS
from workflow_api.external.answering import turn_clock
from workflow_api.external.asking import ask
from workflow_api.external.closing import close
from workflow_api.external.models import ExternalCall
from workflow_api.external.requests import typed
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import messages, permissions
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import acting, history, leaving
from workflow_api.tasks.services.locking import current_item, lock_seen_by, move
from workflow_api.workflows.selectors import compiled

Resolution = ExternalCall.Resolution


@transaction.atomic
def retry(
    *,
    task_id: int,
    version: int,
    reason: str,
    alternative: str,
    inputs: Mapping[str, str],
    caller: Caller,
    actor: Actor,
) -> Task:
    """Ask the other system again, for `alternative` or with `inputs` in place of the ticket's.

    Invalid for a field that the request does not have; Conflict unless the task is
    pending_external; Forbidden for all but its assignee and admins.
    """
    task, item, call = _lock(task_id, version, caller)
    request = _chosen(call, alternative, inputs)
    same = call.fate_is_unknown and request == call.request
    _go_on(task, item, actor)
    task.version += 1
    task.save(update_fields=["status", "version", *ledger.COLUMNS])
    close(call, Resolution.RETRIED, actor, reason)
    step = compiled(task.workflow_version_id).step(item.step_key)
    ask(
        task=task, item=item, step=step, request=request, key=call.idempotency_key if same else None
    )
    _write_down(task, item, call, alternative, reason, actor)
    publish_all(messages.change(task, item, kind="external_retried", actor=actor))
    return task


@transaction.atomic
def complete(
    *, task_id: int, version: int, reason: str, transition: str, caller: Caller, actor: Actor
) -> Task:
    """Take `transition` in place of the other system, for the given reason.

    Fails like `retry`, and as any transition does when the way is closed.
    """
    task, item, call = _lock(task_id, version, caller)
    way = acting.way_out(task, transition, caller)
    _go_on(task, item, actor)
    close(call, Resolution.BY_HAND, actor, reason)
    leaving.take(task, item, compiled(task.workflow_version_id), way, reason, actor)
    _record(task, call, Resolution.BY_HAND, reason, actor, transition=way.key)
    return task


def _lock(task_id: int, version: int, caller: Caller) -> tuple[Task, TaskItem, ExternalCall]:
    task = lock_seen_by(caller, task_id, version=version)
    if task.status != TaskState.PENDING_EXTERNAL:
        raise Conflict(f"{task.number} is {task.status}: it does not wait for another system")
    item = current_item(task)
    if why_not := permissions.why_not_act(caller, item):
        raise Forbidden(why_not)
    return task, item, item.external_calls.latest("id")


def _chosen(call: ExternalCall, alternative: str, inputs: Mapping[str, str]) -> dict[str, Any]:
    if unknown := sorted(inputs.keys() - call.request.keys()):
        known = ", ".join(call.request)
        text = f"{call.operation} has no such field; it has {known}"
        raise Invalid(text, [FieldError(f"inputs.{name}", "is unknown") for name in unknown])
    given = {name: typed(name, value) for name, value in inputs.items()}
    return {**call.request, **given, **_alternative(call, alternative)}


def _alternative(call: ExternalCall, alternative: str) -> dict[str, str]:
    if not alternative:
        return {}
    field = OPERATIONS[call.operation].choosable
    if not field:
        raise Invalid(
            f"{call.operation} has no alternatives",
            [FieldError("alternative", "must be empty for this operation")],
        )
    return {field: alternative}


def _go_on(task: Task, item: TaskItem, actor: Actor) -> None:
    move(task, TaskState.IN_PROGRESS)
    turn_clock(task, item, SlaSegment.Kind.RUNNING, reason="", actor=actor)


def _write_down(
    task: Task, item: TaskItem, call: ExternalCall, alternative: str, reason: str, actor: Actor
) -> None:
    wish = f" for {alternative}" if alternative else ""
    text = f"{actor.name} asked {call.system.upper()} again{wish}"
    now = timezone.now()
    history.event(
        TaskEvent.Kind.RESUMED, text, task=task, actor=actor, at=now, item=item, notes=reason
    ).save(force_insert=True)
    _record(task, call, Resolution.RETRIED, reason, actor, alternative=alternative)


def _record(
    task: Task,
    call: ExternalCall,
    resolution: ExternalCall.Resolution,
    reason: str,
    actor: Actor,
    **chosen: str,
) -> None:
    record(
        actor=actor,
        action=f"external_call.{resolution}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={"status": task.status, "call": call.pk, **chosen},
        reason=reason,
    )
