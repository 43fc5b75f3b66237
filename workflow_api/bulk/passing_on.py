"""Handing many pieces of work to a person or a role, or up."""

from collections.abc import Collection
from contextlib import suppress
from typing import Any, Final

from django.utils import timezone
from rest_framework import serializers

from shared.errors import DomainError
from shared.http.fields import StrictSerializer
from shared.identity.caller import Caller
from workflow_api.assignment.services import Ask, foresee_turns
from workflow_api.audit.actors import Actor
from workflow_api.bulk.registry import UNDONE, Arguments, BulkAction, Inverse, Subject, refusal_of
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.escalating import check_taker, escalate, role_above
from workflow_api.tasks.services.handing_on import ask_among, step_of
from workflow_api.tasks.services.transferring import (
    Receiver,
    check_giver,
    check_member,
    member_for,
    memberships,
    queue,
    transfer,
)
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

MAX_REASON: Final = 1000
MAX_ROLE: Final = 150


class EscalateArguments(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_REASON)


class TransferArguments(EscalateArguments):
    """Either a person or a role, who all get it."""

    to_user = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    to_role = serializers.CharField(
        max_length=MAX_ROLE, required=False, allow_blank=True, default=""
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["to_user"] is None) == (not attrs["to_role"]):
            raise serializers.ValidationError({"to_user": ["Name either to_user or to_role"]})
        return attrs


def _memberships(subjects: Collection[Subject], arguments: Arguments) -> dict[str, Any]:
    """Unprocessable for a role that nobody's work waits in, whichever task it is."""
    if arguments["to_user"] is None:
        queue(arguments["to_role"])
        return {}
    return {"memberships": memberships(arguments["to_user"])}


@refusal_of
def _why_not_transfer(subject: Subject, arguments: Arguments) -> None:
    task, item = subject.task, subject.open_item()
    check_giver(subject.caller, task, item)
    step = step_of(task, item)
    if arguments["to_user"] is None:
        return
    member = member_for(item, step, arguments["to_user"], arguments["memberships"])
    ask = ask_among(task, task.items.all(), item, step, member.role.name)
    check_member(ask, item, member)


def pass_on(
    *,
    task_id: int,
    to_user: int | None,
    to_role: str,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
    seat: int | None = None,
) -> Task:
    """`transfer` of the work in one `seat` of the step, else of what that means by itself."""
    receiver = Receiver(to_user=to_user, to_role=to_role)
    following = transfer(
        task_id=task_id,
        receiver=receiver,
        reason=reason,
        version=version,
        caller=caller,
        actor=actor,
        item_id=None if seat is None else _in_seat(task_id, seat),
    )
    return following.task


def _in_seat(task_id: int, seat: int) -> int | None:
    items = TaskItem.objects.filter(task=task_id, seat=seat, status__in=OPEN_ITEM_STATUSES)
    return items.values_list("pk", flat=True).first()


def _giver(subject: Subject) -> dict[str, Any]:
    item = subject.item
    return {"assignee": item.assignee_id, "seat": item.seat} if item else {"assignee": None}


def _back(caller: Caller, before: Arguments) -> dict[str, Any] | None:
    """To whoever had it; what waited in a queue would go to somebody's turn."""
    if before["assignee"] is None:
        return None
    to_person = {"to_user": before["assignee"], "to_role": ""}
    return {**to_person, "seat": before["seat"], "reason": UNDONE}


def _ask_above(subject: Subject) -> Ask:
    """Who could take it; refuses what needs no look at those people."""
    task, item = subject.task, subject.open_item()
    check_giver(subject.caller, task, item)
    step = step_of(task, item)
    return ask_among(task, task.items.all(), item, step, role_above(item, step))


def _answers(subjects: Collection[Subject], arguments: Arguments) -> dict[str, Any]:
    asks: dict[int, Ask] = {}
    for subject in subjects:
        with suppress(DomainError):
            asks[subject.task.pk] = _ask_above(subject)
    answers = foresee_turns(list(asks.values()), now=timezone.now())
    return {"answers": dict(zip(asks, answers, strict=True))}


@refusal_of
def _why_not_escalate(subject: Subject, arguments: Arguments) -> None:
    _ask_above(subject)
    check_taker(subject.open_item(), arguments["answers"][subject.task.pk])


def pass_up(
    *, task_id: int, reason: str, version: int | None, caller: Caller, actor: Actor
) -> Task:
    """`escalate`; the task as it is then."""
    return escalate(
        task_id=task_id, reason=reason, version=version, caller=caller, actor=actor
    ).task


TRANSFER: Final = BulkAction(
    name="transfer",
    arguments=TransferArguments,
    why_not=_why_not_transfer,
    do=pass_on,
    look_up=_memberships,
    before=_giver,
    inverse=Inverse(name="transfer", arguments=_back),
)
ESCALATE: Final = BulkAction(
    name="escalate",
    arguments=EscalateArguments,
    why_not=_why_not_escalate,
    do=pass_up,
    look_up=_answers,
    before=_giver,
    inverse=Inverse(name="transfer", arguments=_back),
)
