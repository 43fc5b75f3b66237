"""Another priority for many tasks at once."""

from typing import Any

from rest_framework import serializers

from shared.errors import Forbidden
from shared.http.fields import StrictSerializer
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.bulk.registry import (
    UNDONE,
    Arguments,
    BulkAction,
    Inverse,
    Subject,
    refusal_of,
    register,
)
from workflow_api.sla.changing import change_priority, check_other
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task
from workflow_api.tickets.models import WorkflowTicket

MAX_REASON = 300


class PriorityArguments(StrictSerializer):
    priority = serializers.ChoiceField(WorkflowTicket.Priority.choices)
    reason = serializers.CharField(max_length=MAX_REASON)


@refusal_of
def _why_not(subject: Subject, arguments: Arguments) -> None:
    if why_not := permissions.why_not_hold(subject.caller, subject.task):
        raise Forbidden(why_not)
    subject.open_item()
    check_other(subject.task, arguments["priority"])


def prioritise(
    *,
    task_id: int,
    priority: str,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
) -> Task:
    """`change_priority`; the task as it is then."""
    change_priority(
        task_id=task_id,
        priority=priority,
        reason=reason,
        version=version,
        dry_run=False,
        caller=caller,
        actor=actor,
    )
    return Task.objects.get(pk=task_id)


def _as_it_was(caller: Caller, before: Arguments) -> dict[str, Any]:
    return {"priority": before["priority"], "reason": UNDONE}


register(
    BulkAction(
        name="priority",
        arguments=PriorityArguments,
        why_not=_why_not,
        do=prioritise,
        before=lambda subject: {"priority": subject.task.priority},
        inverse=Inverse(name="priority", arguments=_as_it_was),
    )
)
