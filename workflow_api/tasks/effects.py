"""What handing work on would mean, shown before anybody confirms it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from workflow_api.assignment.services import Answer
from workflow_api.roles.selectors import absences
from workflow_api.sla.selectors import clock
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A person's open work; `at_risk` counts what is at risk or breached already."""

    open: int
    at_risk: int
    breached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who would get the work; `away` says why they could not begin now, `away_until` until when."""

    user_id: int
    name: str
    load: Load
    away: str
    away_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The clock keeps running whoever has the work: `sla_deadline` and `step_deadline` stay.

    `remaining_seconds` in working time; `receiver` None when nobody could take it now.
    """

    task_id: int
    version: int
    role: str
    receiver: Person | None
    why: str
    sla_state: str
    sla_deadline: datetime | None
    step_deadline: datetime | None
    remaining_seconds: int | None


def effect_of(task: Task, answer: Answer, now: datetime) -> Effect:
    """The effect on a task from `selectors.task`."""
    left = clock(task)
    return Effect(
        task_id=task.pk,
        version=task.version,
        role=answer.ask.role,
        receiver=_person(answer, now),
        why=answer.decision.reason,
        sla_state=left.state,
        sla_deadline=left.deadline,
        step_deadline=left.step_deadline,
        remaining_seconds=left.remaining_seconds,
    )


def _person(answer: Answer, now: datetime) -> Person | None:
    if answer.user_id is None:
        return None
    away = absences([answer.user_id], now).get(answer.user_id)
    return Person(
        user_id=answer.user_id,
        name=answer.name,
        load=_load(answer.user_id, now),
        away=away.reason if away else "",
        away_until=away.until if away else None,
    )


def _load(user_id: int, now: datetime) -> Load:
    theirs = TaskItem.objects.filter(assignee_id=user_id, status__in=OPEN_ITEM_STATUSES)
    counted = theirs.order_by().aggregate(
        open=Count("pk"),
        at_risk=Count("pk", filter=Q(task__sla_at_risk_at__lte=now)),
        breached=Count("pk", filter=Q(task__sla_deadline__lte=now)),
    )
    return Load(**counted)
