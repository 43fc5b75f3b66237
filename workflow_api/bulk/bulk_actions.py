"""Acts of the services of tasks, offered for many tasks at once."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from shared.errors import Conflict, Forbidden, Invalid
from shared.http.fields import StrictSerializer
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.bulk.passing_on import ESCALATE, TRANSFER
from workflow_api.bulk.registry import (
    UNDONE,
    Arguments,
    BulkAction,
    Inverse,
    Subject,
    refusal_of,
    register,
)
from workflow_api.engine.routing import Choice
from workflow_api.engine.state_machine import IllegalMove, TaskState, check_move
from workflow_api.holds.models import Reason
from workflow_api.tasks import ballots, permissions
from workflow_api.tasks.api.inputs import HoldTerms
from workflow_api.tasks.choosing import Action, actions, ways, why_not_claim
from workflow_api.tasks.models import Task
from workflow_api.tasks.selectors import hold_of, ticks_of
from workflow_api.tasks.selectors import task as task_seen_by
from workflow_api.tasks.services.acting import act
from workflow_api.tasks.services.claiming import claim, free_item, release
from workflow_api.tasks.services.holding import held_already, hold, resume
from workflow_api.tasks.services.locking import refusal

MAX_NOTES = 10_000


class NoArguments(StrictSerializer):
    """The act needs no more than the task."""


class ReasonArgument(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")


class HoldArguments(HoldTerms):
    __doc__ = HoldTerms.__doc__

    def validate_until(self, until: datetime | None) -> str | None:
        """As it is kept with a job; a time that is over would be refused for each task."""
        if until is None:
            return None
        if until <= timezone.now():
            raise serializers.ValidationError("is over already")
        return until.isoformat()


class TransitionArguments(StrictSerializer):
    """`outcome` names the way out of each task's own step: done, approve, reject, return…"""

    outcome = serializers.CharField(max_length=40)
    notes = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")


@refusal_of
def _why_not_claim(subject: Subject, arguments: Arguments) -> None:
    subject.open_item()
    task = subject.task
    here = ballots.of_visit(task, task.items.all())
    item = free_item([each for each in here if each.is_open])
    if why_not := why_not_claim(task, item, here, subject.caller):
        raise Forbidden(why_not)


@refusal_of
def _why_not_release(subject: Subject, arguments: Arguments) -> None:
    if why_not := permissions.why_not_release(subject.caller, subject.open_item()):
        raise Forbidden(why_not)


@refusal_of
def _why_not_hold(subject: Subject, arguments: Arguments) -> None:
    task = subject.task
    if why_not := permissions.why_not_hold(subject.caller, task):
        raise Forbidden(why_not)
    subject.open_item()
    if task.status == TaskState.ON_HOLD:
        raise held_already(task, hold_of(task))
    try:
        check_move(task.status, TaskState.ON_HOLD)
    except IllegalMove as error:
        raise refusal(error) from error


def _why_not_resume(subject: Subject, arguments: Arguments) -> str:
    if why_not := permissions.why_not_hold(subject.caller, subject.task):
        return why_not
    held = subject.task.status == TaskState.ON_HOLD
    return "" if held else f"{subject.task.number} is not on hold"


@refusal_of
def _why_not_move_on(subject: Subject, arguments: Arguments) -> None:
    outcome, item = arguments["outcome"], subject.open_item()
    offered = actions(subject.task, item, subject.caller, ticks_of(subject.task))
    fitting = [way for way in offered if way.outcome == outcome]
    possible = [way for way in fitting if not way.blocked]
    if len(possible) != 1:
        closed = fitting[0].reason if len(fitting) == 1 else ""
        raise Conflict(closed or _no_single_way(len(possible), outcome))
    _check_given(possible[0], arguments["notes"])


def _check_given(way: Action, notes: str) -> None:
    if way.requires_comment and not notes:
        raise Invalid(f"{way.label} needs a comment")
    if way.needs_fields:
        raise Invalid(f"{way.label} needs to be told: {', '.join(way.needs_fields)}")


def _no_single_way(count: int, outcome: str) -> str:
    return f"{count or 'No'} ways out of this step are “{outcome}”"


def put_on_hold(
    *,
    task_id: int,
    version: int | None,
    reason: str,
    caller: Caller,
    actor: Actor,
    code: str = Reason.OTHER,
    until: str | None = None,
) -> Task:
    """`hold`, with the time as a job keeps it."""
    lifted_at = datetime.fromisoformat(until) if until else None
    return hold(
        task_id=task_id,
        version=version,
        reason=reason,
        code=code,
        until=lifted_at,
        caller=caller,
        actor=actor,
    )


def move_on(
    *, task_id: int, outcome: str, notes: str, version: int, caller: Caller, actor: Actor
) -> Task:
    """Take the only way out of a task's step that has this outcome, as `act` does.

    Conflict when there is none, or more than one.
    """
    fitting = _fitting(ways(task_seen_by(caller, task_id), caller), outcome)
    if len(fitting) != 1:
        raise Conflict(_no_single_way(len(fitting), outcome))
    return act(
        task_id=task_id,
        transition=fitting[0].transition.key,
        version=version,
        notes=notes,
        caller=caller,
        actor=actor,
    )


def _fitting(choices: list[Choice], outcome: str) -> list[Choice]:
    same = [choice for choice in choices if choice.transition.outcome == outcome]
    # A closed way is tried when it is the only one: its refusal says why.
    return [choice for choice in same if choice.allowed] or same


def _assignee(subject: Subject) -> dict[str, Any]:
    return {"assignee": subject.item.assignee_id if subject.item else None}


def _held(subject: Subject) -> dict[str, Any]:
    present = hold_of(subject.task)
    if present is None:
        return {"reason": UNDONE}
    until = present.until.isoformat() if present.until else None
    return {"reason": present.note, "code": present.code, "until": until}


def _take_again(caller: Caller, before: Arguments) -> dict[str, Any] | None:
    return {} if before["assignee"] == caller.id else None


register(
    BulkAction(
        name="claim",
        arguments=NoArguments,
        why_not=_why_not_claim,
        do=claim,
        inverse=Inverse(name="release", arguments=lambda caller, before: {"reason": UNDONE}),
    )
)
register(
    BulkAction(
        name="release",
        arguments=ReasonArgument,
        why_not=_why_not_release,
        do=release,
        before=_assignee,
        inverse=Inverse(name="claim", arguments=_take_again),
    )
)
register(
    BulkAction(
        name="hold",
        arguments=HoldArguments,
        why_not=_why_not_hold,
        do=put_on_hold,
        inverse=Inverse(name="resume", arguments=lambda caller, before: {}),
    )
)
register(
    BulkAction(
        name="resume",
        arguments=NoArguments,
        why_not=_why_not_resume,
        do=resume,
        before=_held,
        inverse=Inverse(name="hold", arguments=lambda caller, before: dict(before)),
    )
)
register(
    BulkAction(
        name="transition",
        arguments=TransitionArguments,
        why_not=_why_not_move_on,
        do=move_on,
    )
)
register(TRANSFER)
register(ESCALATE)
