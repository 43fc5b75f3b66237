"""Tickets of the past with what was done to them, in batches of a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact

from workflow_api.engine.acting import PastVisit
from workflow_api.engine.state_machine import TaskState
from workflow_api.sla.models import SlaSegment
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tickets.models import WorkflowTicket

Kind = tuple[str, str]
Tickets = QuerySet[WorkflowTicket]
Pause = tuple[datetime, datetime]
LATEST: Final = ("ticket_id", "pk", "status")
COLUMNS: Final = ("task_id", "step_key", "created_at", "closed_at", "transition", "outcome")


@dataclass(frozen=True, slots=True)
class PastTicket:
    """A ticket and the visits of its latest task; none when it never had one."""

    ticket: WorkflowTicket
    visits: tuple[PastVisit, ...]


def received(since: datetime, until: datetime, kinds: Iterable[Kind]) -> Tickets:
    """The tickets of these categories and sub-categories, in the order they came in."""
    wanted = Q(pk__in=[])
    for category, sub_category in kinds:
        wanted |= _same("category", category) & _same("sub_category", sub_category)
    found = WorkflowTicket.objects.filter(wanted, received_at__gte=since, received_at__lt=until)
    return found.defer("raw").order_by("received_at", "id")


def after(tickets: Tickets, cursor: Sequence[Any] | None) -> Tickets:
    """Those behind the ticket that a cursor (its received_at and id) stands for."""
    if cursor is None:
        return tickets
    at, pk = datetime.fromisoformat(cursor[0]), cursor[1]
    return tickets.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk), received_at__gte=at)


def remembered(tickets: Sequence[WorkflowTicket], until: datetime) -> list[PastTicket]:
    """These tickets with their past, without those that were cancelled: nobody let them end."""
    latest = _latest_tasks([ticket.pk for ticket in tickets])
    visits = _visits([pk for pk, _ in latest.values()], until)
    found = []
    for ticket in tickets:
        task_id, status = latest.get(ticket.pk, (0, ""))
        if status != TaskState.CANCELLED:
            found.append(PastTicket(ticket, tuple(visits.get(task_id, ()))))
    return found


def _latest_tasks(ticket_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    rows = Task.objects.filter(ticket__in=ticket_ids).order_by("id")
    return {ticket: (pk, status) for ticket, pk, status in rows.values_list(*LATEST)}


@dataclass(slots=True)
class _Stay:
    """The items of one visit: what was handed on, and what several people voted on."""

    step_key: str
    begun: datetime
    ended: datetime | None
    transition: str
    outcome: str

    def takes(self, other: "_Stay") -> bool:
        """Whether a later item belongs to the same visit."""
        if self.step_key != other.step_key:
            return False
        return not self.transition or self.ended is None or other.begun < self.ended

    def take(self, other: "_Stay") -> None:
        if other.transition or not self.transition:
            self.ended, self.transition = other.ended, other.transition
            self.outcome = other.outcome


def _visits(task_ids: Sequence[int], until: datetime) -> dict[int, list[PastVisit]]:
    """By task, in the order in which steps were entered."""
    pauses = _pauses(task_ids, until)
    return {
        task_id: [
            PastVisit(
                step_key=stay.step_key,
                seconds=_running(stay.begun, min(stay.ended or until, until), pauses[task_id]),
                transition=stay.transition,
                outcome=stay.outcome,
            )
            for stay in stays
        ]
        for task_id, stays in _stays(task_ids).items()
    }


def _stays(task_ids: Sequence[int]) -> dict[int, list[_Stay]]:
    items = TaskItem.objects.filter(task__in=task_ids).order_by("task_id", "id")
    stays: defaultdict[int, list[_Stay]] = defaultdict(list)
    for task_id, *columns in items.values_list(*COLUMNS):
        item = _Stay(*columns)
        if stays[task_id] and stays[task_id][-1].takes(item):
            stays[task_id][-1].take(item)
        else:
            stays[task_id].append(item)
    return stays


def _pauses(task_ids: Sequence[int], until: datetime) -> defaultdict[int, list[Pause]]:
    rows = SlaSegment.objects.filter(task__in=task_ids, kind=SlaSegment.Kind.PAUSED)
    pauses: defaultdict[int, list[Pause]] = defaultdict(list)
    for task_id, begun, ended in rows.values_list("task_id", "started_at", "ended_at"):
        pauses[task_id].append((begun, ended or until))
    return pauses


def _running(begun: datetime, ended: datetime, pauses: Iterable[Pause]) -> float:
    """The seconds between two moments in which the clock ran."""
    paused = sum(
        max(0.0, (min(ended, to) - max(begun, since)).total_seconds()) for since, to in pauses
    )
    return max(0.0, (ended - begun).total_seconds() - paused)


def _same(column: str, text: str) -> Q:
    return Q(Exact(Lower(Trim(column)), Lower(Trim(Value(text)))))
