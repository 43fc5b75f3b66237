"""Acts of the services of tasks, offered for many tasks at once."""

from typing import Any

from rest_framework import serializers

from shared.errors import Conflict
from shared.http.fields import StrictSerializer
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.bulk.registry import Arguments, BulkAction, Inverse, Subject, register
from workflow_api.engine.routing import Choice
from workflow_api.engine.state_machine import IllegalMove, TaskState, check_move
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks import permissions
from workflow_api.tasks.choosing import actions, ways
from workflow_api.tasks.models import Task
from workflow_api.tasks.selectors import task as task_seen_by
from workflow_api.tasks.selectors import ticks_of
from workflow_api.tasks.services.acting import act
from workflow_api.tasks.services.claiming import claim, release
from workflow_api.tasks.services.holding import hold, resume

MAX_NOTES = 10_000
UNDONE = "Taken back"


class NoArguments(StrictSerializer):
    """The act needs no more than the task."""


class ReasonArgument(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")


class HoldArguments(StrictSerializer):
    reason = serializers.CharField(max_length=300)


class TransitionArguments(StrictSerializer):
    """`outcome` names the way out of each task's own step: done, approve, reject, return…"""

    outcome = serializers.CharField(max_length=40)
    notes = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")


def _over(subject: Subject) -> str:
    return f"{subject.task.number} is {subject.task.status}: nothing is left to do"


def _why_not_claim(subject: Subject, arguments: Arguments) -> str:
    if subject.item is None:
        return _over(subject)
    if subject.item.assignee_id is not None:
        return f"{subject.item.assignee_name} has this work"
    return permissions.why_not_claim(subject.caller, subject.item)


def _why_not_release(subject: Subject, arguments: Arguments) -> str:
    if subject.item is None:
        return _over(subject)
    return permissions.why_not_release(subject.caller, subject.item)


def _why_not_hold(subject: Subject, arguments: Arguments) -> str:
    if why_not := permissions.why_not_hold(subject.caller, subject.task):
        return why_not
    if subject.item is None:
        return _over(subject)
    try:
        check_move(subject.task.status, TaskState.ON_HOLD)
    except IllegalMove as error:
        return str(error)
    return ""


def _why_not_resume(subject: Subject, arguments: Arguments) -> str:
    if why_not := permissions.why_not_hold(subject.caller, subject.task):
        return why_not
    held = subject.task.status == TaskState.ON_HOLD
    return "" if held else f"{subject.task.number} is not on hold"


def _why_not_move_on(subject: Subject, arguments: Arguments) -> str:
    if subject.item is None:
        return _over(subject)
    outcome = arguments["outcome"]
    offered = actions(subject.task, subject.item, subject.caller, ticks_of(subject.task))
    fitting = [way for way in offered if way.outcome == outcome]
    possible = [way for way in fitting if not way.blocked]
    if len(possible) != 1:
        closed = fitting[0].reason if len(fitting) == 1 else ""
        return closed or _no_single_way(len(possible), outcome)
    if possible[0].requires_comment and not arguments["notes"]:
        return f"{possible[0].label} needs a comment"
    return ""


def _no_single_way(count: int, outcome: str) -> str:
    return f"{count or 'No'} ways out of this step are “{outcome}”"


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


def _pause(subject: Subject) -> dict[str, Any]:
    paused = subject.task.sla_segments.filter(kind=SlaSegment.Kind.PAUSED, ended_at=None).first()
    return {"reason": paused.reason if paused else UNDONE}


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
        do=hold,
        inverse=Inverse(name="resume", arguments=lambda caller, before: {}),
    )
)
register(
    BulkAction(
        name="resume",
        arguments=NoArguments,
        why_not=_why_not_resume,
        do=resume,
        before=_pause,
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
