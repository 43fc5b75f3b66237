"""Taking a transition by hand: who may, what it asks for, and what becomes of a vote."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Definition, Step, Transition
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import permissions
from workflow_api.tasks.choosing import ways
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services import filling, voting
from workflow_api.tasks.services.freshness import check_vote_seen
from workflow_api.tasks.services.leaving import take
from workflow_api.tasks.services.locking import current_item, lock_seen_by
from workflow_api.workflows.selectors import compiled

NOTHING: Mapping[str, Any] = {}


@transaction.atomic
def act(
    *,
    task_id: int,
    transition: str,
    version: int,
    notes: str,
    caller: Caller,
    actor: Actor,
    fields: Mapping[str, Any] = NOTHING,
) -> Task:
    """Take `transition` on the current step of a task, with the `fields` that the step asks for.

    Of an approval by several people it is a vote, until it decides; the votes of others do not make
    it stale. NotFound for a task the caller may not see, Conflict at a stale version or a closed
    way, Forbidden for somebody else's work, Invalid when notes, fields or ticks are missing where
    they are asked for.
    """
    task = lock_seen_by(caller, task_id, version=None)
    check_vote_seen(task, caller, version)
    item = current_item(task, caller)
    check_person(caller, item, notes)
    definition = compiled(task.workflow_version_id)
    step = definition.step(item.step_key)
    _check_kind(task, step)
    filling.fill(task, step, fields)
    way = way_out(task, transition, caller)
    _check_notes(step, way, notes)
    filling.check_complete(task, step, way)
    before = {"status": task.status, "step": task.current_step}
    _go(task, item, definition, way, notes, actor, fields)
    record(
        actor=actor,
        action="task.transition",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before=before,
        after={
            "status": task.status,
            "step": task.current_step,
            "transition": way.key,
            **({"fields": dict(fields)} if fields else {}),
        },
        reason=notes,
    )
    return task


def _go(
    task: Task,
    item: TaskItem,
    definition: Definition,
    way: Transition,
    notes: str,
    actor: Actor,
    fields: Mapping[str, Any],
) -> None:
    tally = voting.with_vote(task, definition.step(item.step_key), way)
    if tally is not None and tally.verdict is None:
        voting.cast(task, item, way, tally, notes, actor, filled=sorted(fields))
    else:
        take(task, item, definition, way, notes, actor)


def check_person(caller: Caller, item: TaskItem, notes: str) -> None:
    """Forbidden for somebody else's work; Invalid for an admin in their place without a reason."""
    if why_not := permissions.why_not_act(caller, item):
        raise Forbidden(why_not)
    if item.assignee_id != caller.id and not notes:
        raise Invalid(
            "An admin who acts for somebody else says why",
            [FieldError("notes", "is required when the work is not yours")],
        )


def _check_kind(task: Task, step: Step) -> None:
    if step.kind == "integration":
        way = f"/tasks/{task.pk}/external/resolve/"
        raise Conflict(f"{step.name} waits for another system; decide in its place at {way}")


def way_out(task: Task, key: str, caller: Caller) -> Transition:
    """The asked transition, if this ticket and this person may go it."""
    if task.status == TaskState.ON_HOLD:
        raise Conflict(f"{task.number} is on hold: resume it first")
    open_ways = ways(task, caller)
    for choice in open_ways:
        if choice.transition.key == key:
            if not choice.allowed:
                raise Conflict(f"{choice.transition.label} is not possible: {choice.reason}")
            return choice.transition
    known = ", ".join(choice.transition.key for choice in open_ways)
    raise Invalid(
        "There is no such transition here", [FieldError("transition", f"must be one of: {known}")]
    )


def _check_notes(step: Step, way: Transition, notes: str) -> None:
    if (way.requires_comment or step.comment_required) and not notes:
        raise Invalid(
            f"{way.label} needs a comment", [FieldError("notes", "is required for this transition")]
        )
