"""Whether what a person saw of a task still holds.

One version counts every change. A vote is about one's own seat: what others do with theirs changes
nothing that it decides about.
"""

from typing import Final

from shared.identity.caller import Caller
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services.history import stale
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled

Kind = TaskEvent.Kind
OF_A_SEAT: Final = frozenset(
    {
        Kind.VOTED,
        Kind.ASSIGNED,
        Kind.UNASSIGNED,
        Kind.CLAIMED,
        Kind.RELEASED,
        Kind.BEGUN,
        Kind.TRANSFERRED,
        Kind.ESCALATED,
        Kind.NOT_ESCALATED,
        Kind.RETURNED,
    }
)
OF_NO_SEAT: Final = frozenset({Kind.SLA_WARNING, Kind.SLA_BREACH, Kind.COORDINATED})
# Whoever looks at something so much older looks again.
MOST: Final = 100


def check_vote_seen(task: Task, caller: Caller, version: int) -> None:
    """Conflict unless a (locked) task is at `version`, or only other seats of an approval by
    several people have changed since."""
    if task.version != version and not _only_other_seats_changed(task, caller, version):
        raise stale(task, version)


def _only_other_seats_changed(task: Task, caller: Caller, version: int) -> bool:
    if not task.is_open or compiled(task.workflow_version_id).step(task.current_step).seats == 1:
        return False
    own = _seat_of(task, caller)
    if own is None or not 0 < task.version - version <= MOST:
        return False
    later = list(task.events.filter(task_version__gt=version))
    # A change that left no line might have been anything.
    told = {event.task_version for event in later} >= set(range(version + 1, task.version + 1))
    return told and all(_is_of_others(event, own, task) for event in later)


def _seat_of(task: Task, caller: Caller) -> TaskItem | None:
    here = {"step_key": task.current_step, "status__in": OPEN_ITEM_STATUSES}
    return task.items.filter(assignee_id=caller.id, **here).first()


def _is_of_others(event: TaskEvent, own: TaskItem, task: Task) -> bool:
    if event.kind in OF_NO_SEAT:
        return True
    if event.kind not in OF_A_SEAT or event.item_id is None or event.facts.get("filled"):
        return False
    here = event.item_id >= task.visit_from and event.step_key == task.current_step
    return here and event.item_id != own.pk
