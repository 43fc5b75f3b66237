"""The end of a workflow in another system, and the breakers between us and those systems."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from shared.context import current_correlation_id
from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.errors import Conflict, NotFound
from shared.integrations.adapter import CallContext, Health
from shared.integrations.policies import POLICIES
from shared.outbox.services import publish, publish_all
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.external.adapters.catalogue import breaker_of, is_testable, tested
from workflow_api.external.models import EndAction
from workflow_api.tasks import messages
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.services import history
from workflow_api.tickets.models import WorkflowTicket

SYSTEMS = {"asset": EndAction.System.AMS, "budget": EndAction.System.BMS}
MAX_ASSET_NAME, MAX_SERIAL_NUMBER = 500, 200
MAX_DIGITS, MAX_AMOUNT = 18, 64


def complete_elsewhere(*, task: Task, end_logic: str, approved_by: int | None) -> None:
    """Tell AMS or BMS, when the workflow ends there, that a task is done.

    The row's own key travels with the message, so that a second delivery has no effect. A task
    that was reopened tells its end again, under a new key, only when the first was refused.
    """
    if end_logic not in SYSTEMS:
        return
    action = EndAction.objects.select_for_update().filter(task=task).first()
    if action is not None and action.state != EndAction.State.REFUSED:
        return
    action = action or EndAction(task=task, system=SYSTEMS[end_logic])
    action.idempotency_key, action.sent_at = uuid4(), timezone.now()
    action.state, action.receipt, action.answered_at = EndAction.State.SENT, None, None
    assert task.completed_at is not None
    message = completion(
        task,
        action.system,
        approved_by=approved_by,
        completed_at=task.completed_at.isoformat(),
        key=str(action.idempotency_key),
    )
    action.request = message.kwargs()
    action.save()
    publish(message, message_id=action.idempotency_key)


def completion(
    task: Task, system: str, *, approved_by: int | None, completed_at: str, key: str
) -> AmsCompletion | BmsCompletion:
    """What a system is told of the end of a task."""
    if system == EndAction.System.AMS:
        return _asset(task, completed_at, key)
    return _budget(task, approved_by, completed_at, key)


def _asset(task: Task, completed_at: str, key: str) -> AmsCompletion:
    ticket = task.ticket
    return AmsCompletion(
        ticket_id=ticket.ticket_number,
        asset_name=_text(ticket, "asset_name", MAX_ASSET_NAME),
        serial_number=_text(ticket, "serial_number", MAX_SERIAL_NUMBER),
        action=ticket.sub_category,
        completed_at=completed_at,
        idempotency_key=key,
    )


def _text(ticket: WorkflowTicket, name: str, limit: int) -> str | None:
    value = ticket.canonical["details"].get(name)
    return None if value is None else str(value)[:limit]


def _budget(task: Task, approved_by: int | None, completed_at: str, key: str) -> BmsCompletion:
    details = task.ticket.canonical["details"]
    return BmsCompletion(
        ticket_id=task.ticket.ticket_number,
        requested_budget=_amount(details.get("requested_budget", details.get("amount"))),
        cost_items=details.get("cost_items") or {},
        approved_by=approved_by,
        completed_at=completed_at,
        idempotency_key=key,
    )


def _amount(value: Any) -> str | None:
    """A plain decimal string of what was asked for; None when it is no sensible amount."""
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    sensible = amount.is_finite() and abs(amount.adjusted()) <= MAX_DIGITS
    return format(amount, "f")[:MAX_AMOUNT] if sensible else None


@transaction.atomic
def take_receipt(
    *, system: str, idempotency_key: UUID, confirmed: bool, receipt: dict[str, Any]
) -> EndAction:
    """Keep the other system's answer. The same answer again changes nothing.

    NotFound for a key we never sent there, Conflict when the opposite was answered before.
    """
    actions = EndAction.objects.select_for_update(of=("self",)).select_related("task__ticket")
    action = actions.filter(system=system, idempotency_key=idempotency_key).first()
    if action is None:
        raise NotFound("No completion with this idempotency_key was sent to you")
    state = EndAction.State.CONFIRMED if confirmed else EndAction.State.REFUSED
    if action.state == EndAction.State.SENT:
        _keep(action, state, receipt)
    elif action.state != state:
        raise Conflict(f"This completion was already {action.state}")
    return action


def _keep(action: EndAction, state: EndAction.State, receipt: dict[str, Any]) -> None:
    action.state = state
    action.receipt = receipt
    action.answered_at = timezone.now()
    action.save(update_fields=["state", "receipt", "answered_at"])
    task, actor = action.task, Actor.service(action.system)
    history.event(
        TaskEvent.Kind.RECEIPT,
        f"{action.system.upper()} {state} the completion",
        task=task,
        actor=actor,
        at=action.answered_at,
        receipt=receipt,
    ).save(force_insert=True)
    record(
        actor=actor,
        action=f"end_action.{state}",
        object_type="end_action",
        object_id=action.idempotency_key,
        task_id=task.pk,
        before={"state": EndAction.State.SENT},
        after={"state": state, "receipt": receipt},
    )
    refused = state == EndAction.State.REFUSED
    told = [messages.refusal(task, action.system)] if refused else []
    publish_all([*told, messages.hint(task.ticket, kind="receipt", task_id=task.pk, state=state)])


@transaction.atomic
def reset_breaker(*, system: str, actor: Actor) -> None:
    """Close the breaker of `system` by hand; NotFound for a system that is never called."""
    _require_known(system)
    breaker = breaker_of(system)
    before = breaker.state
    record(
        actor=actor,
        action="integration.breaker_reset",
        object_type="integration",
        object_id=system,
        before={"breaker": before},
        after={"breaker": "closed"},
    )
    breaker.reset()


def test_call(*, system: str, actor: Actor) -> Health:
    """Whether the system answers now, asked through its limit and breaker; kept in the audit.

    NotFound for a system that is never called, Conflict for one that another service calls.
    """
    _require_known(system)
    if not is_testable(system):
        raise Conflict(f"{system} is called by another service, which makes no test calls")
    call = CallContext(
        correlation_id=current_correlation_id(),
        idempotency_key="",
        at=timezone.now(),
        timeout=POLICIES[system].timeout,
        user_id=actor.id,
    )
    health = tested(system).test(call)
    with transaction.atomic():
        record(
            actor=actor,
            action="integration.tested",
            object_type="integration",
            object_id=system,
            after={"status": health.status, "message": health.message},
        )
    return health


def _require_known(system: str) -> None:
    if system not in POLICIES:
        known = ", ".join(sorted(POLICIES))
        raise NotFound(f"There is no integration {system}; there are {known}")
