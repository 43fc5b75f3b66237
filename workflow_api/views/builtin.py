"""The views that everybody has: which tasks each of them holds.

The list and its count ask the same question here, so that they cannot differ.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from shared.http.paging import COUNTED
from shared.identity.caller import Caller
from workflow_api.engine.state_machine import TaskState
from workflow_api.following.models import Mention, Watch
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskItem
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
    return OPEN & _with_open_item(nobody & Q(role__in=permissions.step_roles(caller)))


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


def counts(caller: Caller) -> dict[str, int]:
    """How many tasks each view holds, in one statement; at most one more than is counted."""
    seen = Task.objects.visible_to(caller).order_by()
    asked = [_counting(in_view(seen, view, caller)) for view in VIEWS]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(sql for sql, _ in asked)}",
            [each for _, parameters in asked for each in parameters],
        )
        return dict(zip(VIEWS, cursor.fetchone(), strict=True))


def _counting(rows: TaskQuerySet) -> tuple[str, tuple[Any, ...]]:
    try:
        sql, parameters = rows.values("pk")[: COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    # Both parts are ours; what people give is among the parameters.
    return f"(SELECT count(*) FROM ({sql}) AS counted)", parameters  # noqa: S608
