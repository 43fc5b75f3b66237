"""Taking back what one has handed on, until whoever got it has acted."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shared.errors import Conflict, NotFound
from shared.identity.caller import Caller
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services.handing_on import TRANSFER, Way, hand_on, step_of
from workflow_api.tasks.services.locking import lock_seen_by
from workflow_api.tasks.services.transferring import to_person

WITHIN: Final = timedelta(minutes=15)
UNDONE: Final = "undone"
# Closed so, the work does not count as handed on by whoever took it back.
UNDO: Final = replace(TRANSFER, outcome=UNDONE)


@transaction.atomic
def take_back(*, task_id: int, caller: Caller, actor: Actor) -> TaskItem:
    """Undo the caller's latest transfer of a task: the work goes back to whom it came from.

    NotFound when they handed none of it on, Conflict when its receiver has acted, when it is too
    late, or when nobody had it before; Unprocessable when that person cannot have it any more.
    """
    task = lock_seen_by(caller, task_id, version=None)
    given = _given(task, caller)
    now = timezone.now()
    _check(given, now)
    received = _received(task, given)
    reason = f"Undone: {given.notes}"
    return give_back(task, received, given.assignee_id, UNDO, reason=reason, actor=actor, now=now)


def give_back(
    task: Task,
    received: TaskItem,
    to_user: int | None,
    way: Way,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> TaskItem:
    """Hand work of a (locked) task back to whom it came from. Conflict when its receiver has acted
    on it, or when nobody had it before."""
    if to_user is None:
        raise Conflict("Nobody had it before")
    if received.status != TaskItem.Status.NEW or _acted_on(received):
        raise Conflict(_who_acted(received))
    answer = to_person(task, received, step_of(task, received), to_user)
    return hand_on(task, received, answer, way, actor=actor, reason=reason, now=now)


def _given(task: Task, caller: Caller) -> TaskItem:
    handed_on = task.items.filter(status=TaskItem.Status.TRANSFERRED, closed_by_id=caller.id)
    given = handed_on.exclude(outcome=UNDONE).order_by("-closed_at", "-id").first()
    if given is None:
        raise NotFound(f"You have handed nothing of {task.number} on")
    return given


def _check(given: TaskItem, now: datetime) -> None:
    if given.closed_at is None or now > given.closed_at + WITHIN:
        raise Conflict("This transfer is too long ago to be undone")


def _received(task: Task, given: TaskItem) -> TaskItem:
    """What was opened for the receiver in the moment in which the other was closed."""
    place = {"step_key": given.step_key, "seat": given.seat, "created_at": given.closed_at}
    return task.items.get(**place, origin=TaskItem.Origin.TRANSFERRED)


def _who_acted(received: TaskItem) -> str:
    """After the line that says that it came to them, what became of their work first."""
    later = received.events.order_by("id")[1:2]
    return next((f"{line.actor_name}: {line.summary}" for line in later), "It went on since")


def _acted_on(received: TaskItem) -> bool:
    """Also who only ticked something, made a note or put it back has acted."""
    theirs = Q(actor_id=received.assignee_id, actor_id__isnull=False)
    since = received.events.exclude(kind=TaskEvent.Kind.TRANSFERRED)
    return since.filter(theirs | Q(kind=TaskEvent.Kind.RELEASED)).exists()
