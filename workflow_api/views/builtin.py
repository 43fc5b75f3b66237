"""The views that everybody has: which tasks each of them holds.

The list and its count ask the same question here, so that they cannot differ.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from shared.identity.caller import Caller
from shared.identity.standing import step_roles
from workflow_api.engine.state_machine import TaskState
from workflow_api.following.models import Mention, Watch
from workflow_api.tasks import permissions
from workflow_api.tasks.models import TaskItem
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.states import OPEN_ITEM_STATUSES, OPEN_STATUSES

DONE_DAYS: Final = 7
STANDING_STILL: Final = [TaskState.ON_HOLD, TaskState.PENDING_EXTERNAL]
OPEN: Final = Q(status__in=OPEN_STATUSES)
Condition = Callable[[Caller, datetime], Q]


def _with_open_item(condition: Q) -> Q:
    items = TaskItem.objects.filter(condition, status__in=OPEN_ITEM_STATUSES).order_by()
    return Q(pk__in=items.values("task_id"))


def _mine(caller: Caller, now: datetime) -> Q:
    return OPEN & _with_open_item(Q(assignee_id=caller.id))


def _unassigned(caller: Caller, now: datetime) -> Q:
    """Of one's own roles; those who supervise may take anything they see."""
    nobody = Q(assignee_id=None)
    if caller.has_role(permissions.ADMIN, permissions.MANAGER, permissions.COORDINATOR):
        return OPEN & _with_open_item(nobody)
    return OPEN & _with_open_item(nobody & Q(role__in=step_roles(caller)))


def _waiting(caller: Caller, now: datetime) -> Q:
    """Stands still, and goes on with this person or under their eye."""
    own = _with_open_item(Q(assignee_id=caller.id)) | Q(coordinator_id=caller.id)
    return Q(status__in=STANDING_STILL) & own


def _mentioned(caller: Caller, now: datetime) -> Q:
    return OPEN & Q(ticket__in=Mention.objects.filter(user_id=caller.id).values("ticket_id"))


def _watching(caller: Caller, now: datetime) -> Q:
    watched = Watch.objects.filter(user_id=caller.id).order_by()
    return OPEN & Q(pk__in=watched.values("task_id"))


def _at_risk(caller: Caller, now: datetime) -> Q:
    return OPEN & Q(sla_deadline__gt=now, sla_at_risk_at__lte=now)


def _breached(caller: Caller, now: datetime) -> Q:
    return OPEN & Q(sla_deadline__lte=now)


def _done(caller: Caller, now: datetime) -> Q:
    since = now - timedelta(days=DONE_DAYS)
    own = TaskItem.objects.filter(closed_by_id=caller.id, closed_at__gte=since).order_by()
    return Q(pk__in=own.values("task_id"))


def _all(caller: Caller, now: datetime) -> Q:
    return OPEN


VIEWS: Final[Mapping[str, Condition]] = {
    "mine": _mine,
    "unassigned": _unassigned,
    "waiting": _waiting,
    "mentioned": _mentioned,
    "watching": _watching,
    "at_risk": _at_risk,
    "breached": _breached,
    "done": _done,
    "all": _all,
}


def in_view(tasks: TaskQuerySet, view: str, caller: Caller) -> TaskQuerySet:
    """Those of the tasks that stand in the view of this person now."""
    return tasks.filter(VIEWS[view](caller, timezone.now()))
