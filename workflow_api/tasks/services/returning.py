"""Work that goes back by itself: nobody began it in time, or its person left the role."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from workflow_api.assignment.services import Ask, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.engine.state_machine import TaskState
from workflow_api.roles.models import Departure, RoleMember
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.coordinating import succeed
from workflow_api.tasks.services.handing_on import (
    DEPARTURE,
    LET_IT_LIE,
    RETURN,
    Way,
    ask_instead,
    hand_on,
)
from workflow_api.tasks.services.locking import lock
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled

BATCH = 200
FIRST_TOUCH = Actor.system("first_touch")
ROLES = Actor.system("roles")


def return_untouched() -> None:
    """Take work from whoever did not begin it in time. Any number may run at once.

    What is on hold nobody could have begun.
    """
    due = TaskItem.objects.filter(
        status=TaskItem.Status.NEW, assignee_id__isnull=False, first_touch_until__lte=timezone.now()
    ).exclude(task__status=TaskState.ON_HOLD)
    found = due.order_by("first_touch_until").values_list("task_id", "pk")[:BATCH]
    for task_id, item_id in list(found):
        return_one(task_id, item_id)


@transaction.atomic
def return_one(task_id: int, item_id: int) -> bool:
    """Give an item to the next in turn; False when its person has begun, or lost it, meanwhile."""
    task = lock(Task.objects.all(), task_id)
    item = task.items.filter(pk=item_id).first() if task else None
    if task is None or item is None or not item.is_untouched or _has_time(item):
        return False
    _pass_on(task, item, RETURN, FIRST_TOUCH, f"{item.assignee_name} did not begin it in time")
    return True


def _has_time(item: TaskItem) -> bool:
    return item.first_touch_until is None or item.first_touch_until > timezone.now()


def return_departed() -> None:
    """Look after the open work of everybody who left a role. Any number may run at once."""
    for departure in list(Departure.objects.order_by("id")[:BATCH]):
        if not _is_back(departure):
            _empty_hands(departure)
        departure.delete()


def _is_back(departure: Departure) -> bool:
    members = RoleMember.objects.filter(role__name=departure.role_name, is_active=True)
    return members.filter(user_id=departure.user_id).exists()


def _empty_hands(departure: Departure) -> None:
    theirs = TaskItem.objects.filter(
        assignee_id=departure.user_id,
        role=departure.role_name,
        status__in=OPEN_ITEM_STATUSES,
        assigned_at__lte=departure.left_at,
    )
    for task_id, item_id in list(theirs.order_by("id").values_list("task_id", "pk")):
        _return_departed(task_id, item_id, departure)
    succeed(user_id=departure.user_id, role=departure.role_name)


@transaction.atomic
def _return_departed(task_id: int, item_id: int, departure: Departure) -> None:
    task = lock(Task.objects.all(), task_id)
    item = task.items.filter(pk=item_id, status__in=OPEN_ITEM_STATUSES).first() if task else None
    if task is None or item is None or item.assignee_id != departure.user_id:
        return
    reason = f"{item.assignee_name} is no longer in {departure.role_name}"
    _pass_on(task, item, DEPARTURE, ROLES, reason)


def _pass_on(task: Task, item: TaskItem, way: Way, actor: Actor, reason: str) -> None:
    now = timezone.now()
    step = compiled(task.workflow_version_id).step(item.step_key)
    question = ask_instead(task, item, step, item.role)
    if way is RETURN:
        question = _without_its_turn(question, item)
    [answer] = take_turns([question], now=now)
    hand_on(task, item, answer, way, actor=actor, reason=reason, now=now)


def _without_its_turn(question: Ask, item: TaskItem) -> Ask:
    """Whoever did not use a turn keeps it for other work, so that waiting saves nobody anything."""
    assert item.assignee_id is not None
    had_turn = item.decisions.filter(turn_no__isnull=False).exists()
    return replace(
        question,
        passed_over={**question.passed_over, item.assignee_id: LET_IT_LIE},
        unused_by=item.assignee_id if had_turn else None,
    )
