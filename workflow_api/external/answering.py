"""What an answer does to its task: the next step, or a wait for somebody to decide."""

from django.db import transaction
from django.utils import timezone

from shared.context import current_message_id
from shared.contracts.base import Message
from shared.contracts.notifications import CreateNotification
from shared.errors import DomainError, FieldError
from shared.outbox.services import publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Definition, Transition
from workflow_api.engine.routing import NoWayOut, take
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.models import ExternalCall
from workflow_api.sla import ledger
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history, leaving
from workflow_api.tasks.services.locking import lock, move
from workflow_api.tickets.facts import facts_of
from workflow_api.workflows.selectors import compiled

MAX_CLOCK_REASON = 300
NOT_NOW = (TaskState.ON_HOLD, TaskState.PENDING_EXTERNAL)


class Unanswered(DomainError):
    """The question is failed work, grouped by the system: sending it again asks once more."""

    code = "SYSTEM_UNAVAILABLE"
    status = 503


def require_answer(*, call_id: int) -> None:
    """Unanswered when this message asked a system in vain whose questions must not be lost."""
    call = ExternalCall.objects.filter(pk=call_id).first()
    if call is None or not call.is_unanswered or call.resolution:
        return
    # Another message that only looked, after a hold, has failed at nothing.
    if str(call.answered_in) == current_message_id():
        text = f"{call.operation} had no answer after {call.attempts} attempts: {call.reason}"
        raise Unanswered(text, [FieldError(call.system, call.reason)])


@transaction.atomic
def proceed(*, call_id: int) -> None:
    """Follow the answer to a question, if there is one and its step still waits for it.

    A task on hold follows it when it is resumed.
    """
    task_id = ExternalCall.objects.filter(pk=call_id).values_list("task_id", flat=True).first()
    task = lock(Task.objects.all(), task_id) if task_id is not None else None
    if task is None:
        return
    # Read under the lock: whoever had it before may have followed this very answer.
    call = ExternalCall.objects.select_related("item").get(pk=call_id)
    if call.state == ExternalCall.State.WAITING or call.resolution:
        return
    if not call.item.is_open or task.status in NOT_NOW:
        return
    definition = compiled(task.workflow_version_id)
    way = _way(definition, task, call)
    if way is None:
        _wait(task, call, definition)
    else:
        _follow(task, call, definition, way)


def _way(definition: Definition, task: Task, call: ExternalCall) -> Transition | None:
    facts = facts_of(task.ticket, task.filled)
    for outcome in call.outcomes:
        try:
            return take(definition, call.item.step_key, facts, outcome=outcome)
        except NoWayOut:
            continue
    return None


def _follow(task: Task, call: ExternalCall, definition: Definition, way: Transition) -> None:
    actor = Actor.service(call.system)
    before = {"status": task.status, "step": task.current_step}
    leaving.take(task, call.item, definition, way, call.reason, actor)
    record(
        actor=actor,
        action=f"external_call.{call.state}",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before=before,
        after={
            "status": task.status,
            "step": task.current_step,
            "result": call.result,
            **history.basis(task, actor),
        },
        reason=call.reason,
    )


def _wait(task: Task, call: ExternalCall, definition: Definition) -> None:
    """Stop the clock and ask for a decision: the admins, and the step's role if it has one."""
    item, actor = call.item, Actor.service(call.system)
    reason = call.reason or f"No way out of {item.step_name} fits the answer"
    move(task, TaskState.PENDING_EXTERNAL)
    turn_clock(task, item, SlaSegment.Kind.PAUSED, reason=reason, actor=actor)
    task.version += 1
    task.save(update_fields=["status", "version", *ledger.COLUMNS])
    if item.role and item.assignee_id is None:
        # The turn goes round among the role's members; with nobody there, the admins know.
        item.assigns_itself = definition.step(item.step_key).policy != "manual"
        item.save(update_fields=["assigns_itself"])
    _write_down(task, call, reason, actor)
    told = [_notice(task, call, reason)]
    changed = messages.change(task, item, kind="pending_external", actor=actor, told=told)
    publish_all([*told, *changed])


def turn_clock(
    task: Task, item: TaskItem, kind: SlaSegment.Kind, *, reason: str, actor: Actor
) -> None:
    """Stop or start the clock of a task (not saved)."""
    reason = reason[:MAX_CLOCK_REASON]
    ledger.turn(task, kind, at=timezone.now(), reason=reason, actor=actor)
    ledger.index_stored(task, step_entered_at=item.entered_at)


def _write_down(task: Task, call: ExternalCall, reason: str, actor: Actor) -> None:
    text = f"{call.system.upper()} gave no go-ahead for {call.item.step_name}"
    history.event(
        TaskEvent.Kind.RECEIPT,
        text,
        task=task,
        actor=actor,
        at=timezone.now(),
        item=call.item,
        notes=reason,
        code=call.error_code,
        alternatives=call.alternatives,
    ).save(force_insert=True)
    record(
        actor=actor,
        action="task.pending_external",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        after={
            "status": task.status,
            "call": call.pk,
            "code": call.error_code,
            **history.basis(task, actor),
        },
        reason=reason,
    )


def _notice(task: Task, call: ExternalCall, reason: str) -> Message:
    named = f" Alternatives: {', '.join(call.alternatives)}." if call.alternatives else ""
    return CreateNotification(
        recipients={"roles": [messages.ADMINS], "users": messages.coordinators(task)},
        subject=f"{task.number} waits for {call.system.upper()}: {task.title}"[:300],
        message=f"Ticket {task.ticket.ticket_number}, {call.item.step_name}: {reason}.{named}",
        notification_type="external_approval_pending",
        deduplication_id=f"external:{call.pk}",
        related_task_item_id=call.item_id,
        related_ticket_number=task.ticket.ticket_number,
        metadata={
            **messages.about(task, call.item),
            "why": "You can choose what happens to this step",
            "alternatives": call.alternatives,
        },
    )
