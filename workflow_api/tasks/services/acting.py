"""Taking a transition: close the item, then enter the next step or end the task."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.gathering import append
from shared.identity.caller import Caller
from shared.outbox.services import publish_all
from workflow_api.assignment.services import explain, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.engine.definition import Definition, Transition
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla import ledger
from workflow_api.tasks import messages, permissions
from workflow_api.tasks.choosing import ways
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services import history
from workflow_api.tasks.services.entering import ask_on_entry, begin, item_of
from workflow_api.tasks.services.finishing import finish
from workflow_api.tasks.services.locking import current_item, lock_seen_by, move
from workflow_api.workflows.selectors import compiled

PROGRESS = ["status", "current_step", "version", "started_at", *ledger.COLUMNS]


@transaction.atomic
def act(
    *, task_id: int, transition: str, version: int, notes: str, caller: Caller, actor: Actor
) -> Task:
    """Take `transition` on the current step of a task.

    NotFound for a task the caller may not see, Conflict at a stale version or a closed way,
    Forbidden for somebody else's work, Invalid when notes are missing where they are asked for.
    """
    task = lock_seen_by(caller, task_id, version=version)
    item = current_item(task)
    _check_person(caller, item, notes)
    definition = compiled(task.workflow_version_id)
    _check_kind(task, item, definition)
    way = way_out(task, transition, caller)
    _check_notes(definition, way, notes)
    before = {"status": task.status, "step": task.current_step}
    take(task, item, definition, way, notes, actor)
    record(
        actor=actor,
        action="task.transition",
        object_type="task",
        object_id=task.pk,
        task_id=task.pk,
        before=before,
        after={"status": task.status, "step": task.current_step, "transition": way.key},
        reason=notes,
    )
    return task


def _check_person(caller: Caller, item: TaskItem, notes: str) -> None:
    if why_not := permissions.why_not_act(caller, item):
        raise Forbidden(why_not)
    if item.assignee_id != caller.id and not notes:
        raise Invalid(
            "An admin who acts for somebody else says why",
            [FieldError("notes", "is required when the work is not yours")],
        )


def _check_kind(task: Task, item: TaskItem, definition: Definition) -> None:
    if not definition.step(item.step_key).needs_person:
        way = f"/tasks/{task.pk}/external/resolve/"
        raise Conflict(f"{item.step_name} waits for another system; decide in its place at {way}")


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


def _check_notes(definition: Definition, way: Transition, notes: str) -> None:
    asked = way.requires_comment or definition.step(way.source).comment_required
    if asked and not notes:
        raise Invalid(
            f"{way.label} needs a comment", [FieldError("notes", "is required for this transition")]
        )


def take(
    task: Task,
    item: TaskItem,
    definition: Definition,
    way: Transition,
    notes: str,
    actor: Actor,
) -> None:
    """Go a way out of the current step of a (locked) task, whoever decided to."""
    now = timezone.now()
    _close(item, way, notes, actor, now)
    task.started_at = task.started_at or now
    task.version += 1
    taken = history.event(
        TaskEvent.Kind.TRANSITION,
        f"{way.label} at {item.step_name}",
        task=task,
        actor=actor,
        at=now,
        item=item,
        notes=notes,
        transition=way.key,
        outcome=way.outcome,
        to=way.target,
    )
    if way.target is None:
        finish(task=task, item=item, definition=definition, way=way, actor=actor, taken=taken)
    else:
        _enter(task, definition, way.target, actor, taken)


def _close(item: TaskItem, way: Transition, notes: str, actor: Actor, now: datetime) -> None:
    item.status = TaskItem.Status.DONE
    item.started_at = item.started_at or now
    item.closed_at = now
    item.transition = way.key
    item.outcome = way.outcome
    item.closed_by_id = actor.id
    item.closed_by_name = actor.name
    item.notes = notes
    item.save(
        update_fields=[
            "status",
            "started_at",
            "closed_at",
            "transition",
            "outcome",
            "closed_by_id",
            "closed_by_name",
            "notes",
        ]
    )


def _enter(task: Task, definition: Definition, target: str, actor: Actor, taken: TaskEvent) -> None:
    step = definition.step(target)
    move(task, TaskState.IN_PROGRESS)
    task.current_step = step.key
    [answer] = take_turns([ask_on_entry(step, task.ticket, task=task)], now=taken.at)
    item = item_of(task=task, step=step, answer=answer, now=taken.at)
    item.save(force_insert=True)
    if step.needs_person:
        explain(answer, task=task, item=item, now=taken.at).save(force_insert=True)
    ledger.index(task, ledger.read(task), definition, step_entered_at=taken.at)
    task.save(update_fields=PROGRESS)
    why = answer.decision.reason
    begun = begin(task, item, step, answer, actor=actor, now=taken.at)
    append(taken, begun)
    told = messages.change(task, item, kind="moved", actor=actor)
    publish_all([*messages.assignment(task, item, why), *told])
