"""Whose affair a ticket is, as ticket_service is told it: the reasons of `visibility.reasons`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, CharField, F, Value, When

from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.tickets.models import WorkflowTicket

WORKS: Final = "works"
COORDINATES: Final = "coordinates"
MENTIONED: Final = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """As in `UpdateStatus`: roles in whose queue a ticket waits, people by their ids."""

    queue_roles: list[str]
    participants: list[int]
    mentioned: list[int]


# A reason, whose it is, and the role of an item that is open.
Row = tuple[str, int | None, str]


NOBODY: Final = Concerned(queue_roles=[], participants=[], mentioned=[])


def concerned(
    ticket: WorkflowTicket,
    coordinator_id: int | None = None,
    begun_with: Sequence[TaskItem] | None = None,
) -> Concerned:
    """Whom a ticket concerns besides its present coordinator.

    A ticket's first task concerns nobody but those it begins with, so `begun_with` saves asking.
    """
    rows = _stored(ticket) if begun_with is None else [_row(item) for item in begun_with]
    people = {who for reason, who, _ in rows if reason != MENTIONED and who is not None}
    return Concerned(
        queue_roles=sorted({role for _, _, role in rows if role}),
        participants=sorted(people - {coordinator_id}),
        mentioned=sorted(who for reason, who, _ in rows if reason == MENTIONED and who),
    )


def _row(item: TaskItem) -> Row:
    return WORKS, item.assignee_id, item.role


def _stored(ticket: WorkflowTicket) -> Iterable[Row]:
    """In one statement, whatever the age of the ticket; each reason is there once."""
    of_open_work = Case(
        When(status__in=OPEN_ITEM_STATUSES, then=F("role")),
        default=Value(""),
        output_field=CharField(),
    )
    nothing = Value("", output_field=CharField())
    items = TaskItem.objects.filter(task__ticket=ticket).order_by()
    tasks = Task.objects.filter(ticket=ticket).order_by()
    works = items.values_list(_word(WORKS), "assignee_id", of_open_work)
    coordinates = tasks.values_list(_word(COORDINATES), "coordinator_id", nothing)
    mentions = ticket.mentions.order_by().values_list(_word(MENTIONED), "user_id", nothing)
    return list(works.union(coordinates, mentions))


def _word(text: str) -> Value:
    return Value(text, output_field=CharField())
