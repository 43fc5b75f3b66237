"""Carrying out a plan of who takes over what, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, DomainError, FieldError, Forbidden, Invalid, NotFound
from shared.identity.caller import Caller
from workflow_api.assignment.permissions import supervises
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.hand_over.models import HandedItem, HandOver
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.handing_on import HAND_OVER
from workflow_api.tasks.services.locking import lock
from workflow_api.tasks.services.taking_back import give_back
from workflow_api.tasks.services.transferring import Receiver, transfer
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

Outcome = HandedItem.Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a plan; `to_user` None gives the work to the role by its turn."""

    task_id: int
    to_user: int | None
    version: int | None = None


@transaction.atomic
def carry_out(
    *, user_id: int, plan: Sequence[Line], reason: str, caller: Caller, actor: Actor
) -> HandOver:
    """Hand each line's work on as a single transfer would; what is refused says why.

    Invalid when a task is named twice, NotFound for one that the caller may not see.
    """
    if user_id != caller.id and not supervises(caller):
        raise Forbidden("Only for those who answer for the work of others")
    _refuse_doubles(plan)
    _check_visible(caller, plan)
    handed = HandOver.objects.create(
        user_id=user_id,
        reason=reason,
        by_id=caller.id,
        by_name=actor.name,
        at=timezone.now(),
    )
    # In one order everywhere, so that no two plans wait for each other.
    lines = sorted(plan, key=lambda line: line.task_id)
    items = [_hand_over(handed, line, caller, actor) for line in lines]
    HandedItem.objects.bulk_create(items)
    _audit(handed, "hand_over.carried_out", items, actor)
    return handed


def _refuse_doubles(plan: Sequence[Line]) -> None:
    seen: set[int] = set()
    for number, line in enumerate(plan):
        if line.task_id in seen:
            fault = FieldError(f"plan.{number}.task_id", "is named twice")
            raise Invalid("Validation failed", [fault])
        seen.add(line.task_id)


def _check_visible(caller: Caller, plan: Sequence[Line]) -> None:
    """NotFound when one of the tasks is not the caller's affair."""
    named = {line.task_id for line in plan}
    seen = set(Task.objects.visible_to(caller).filter(pk__in=named).values_list("pk", flat=True))
    if missing := sorted(named - seen):
        raise NotFound(f"There is no task T-{missing[0]}")


def _hand_over(handed: HandOver, line: Line, caller: Caller, actor: Actor) -> HandedItem:
    result = HandedItem(hand_over=handed, task_id=line.task_id)
    try:
        result.received = _transfer(handed, line, caller, actor)
    except DomainError as refusal:
        result.outcome, result.detail = Outcome.REFUSED, refusal.message[:500]
    else:
        receiver = result.received.assignee_name or f"the queue of {result.received.role}"
        result.outcome, result.detail = Outcome.HANDED_OVER, receiver
    return result


def _transfer(handed: HandOver, line: Line, caller: Caller, actor: Actor) -> TaskItem:
    # From here on it cannot go to anybody else, whom this plan does not name.
    lock(Task.objects.all(), line.task_id)
    item = TaskItem.objects.filter(
        task=line.task_id, assignee_id=handed.user_id, status__in=OPEN_ITEM_STATUSES
    ).first()
    if item is None:
        raise Conflict("The person does not have this work any more")
    receiver = (
        Receiver(to_role=item.role) if line.to_user is None else Receiver(to_user=line.to_user)
    )
    return transfer(
        task_id=line.task_id,
        item_id=item.pk,
        receiver=receiver,
        reason=handed.reason,
        version=line.version,
        caller=caller,
        actor=actor,
        way=HAND_OVER,
    )


@transaction.atomic
def undo(*, hand_over_id: int, caller: Caller, actor: Actor) -> HandOver:
    """Give back what nobody has acted on since.

    NotFound for somebody else's hand-over (but an admin's), Conflict when it is too late or undone.
    """
    handed = HandOver.objects.select_for_update().filter(pk=hand_over_id).first()
    if handed is None or not (handed.by_id == caller.id or caller.has_role("Admin")):
        raise NotFound(f"There is no hand-over {hand_over_id}")
    now = timezone.now()
    _check_in_time(handed, now)
    items = list(handed.items.filter(outcome=Outcome.HANDED_OVER).order_by("task_id"))
    for item in items:
        _take_back(handed, item, actor, now)
    handed.undone_at = now
    handed.save(update_fields=["undone_at"])
    _audit(handed, "hand_over.undone", items, actor)
    return handed


def _check_in_time(handed: HandOver, now: datetime) -> None:
    if handed.undone_at is not None:
        raise Conflict("This hand-over has been undone already")
    if now > handed.undo_until:
        raise Conflict("This hand-over is too long ago to be undone")


def _take_back(handed: HandOver, result: HandedItem, actor: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            _give_back(handed, result, actor, now)
    except DomainError as refusal:
        result.outcome, result.detail = Outcome.KEPT, refusal.message[:500]
    else:
        result.outcome, result.detail = Outcome.UNDONE, ""
    result.save(update_fields=["outcome", "detail"])


def _give_back(handed: HandOver, result: HandedItem, actor: Actor, now: datetime) -> None:
    task = lock(Task.objects.all(), result.task_id)
    assert task is not None
    assert result.received_id is not None
    received = task.items.get(pk=result.received_id)
    reason = f"Undone: {handed.reason}"
    give_back(task, received, handed.user_id, HAND_OVER, reason=reason, actor=actor, now=now)


def _audit(handed: HandOver, action: str, items: Sequence[HandedItem], actor: Actor) -> None:
    outcomes = {item.task_id: item.outcome for item in items}
    record(
        actor=actor,
        action=action,
        object_type="hand_over",
        object_id=handed.pk,
        after={"user_id": handed.user_id, "tasks": {str(key): v for key, v in outcomes.items()}},
        reason=handed.reason,
    )
