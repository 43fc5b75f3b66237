"""What is asked of tickets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, prefetch_related_objects

from shared.dead_letters.models import DeadLetter
from shared.errors import Conflict, NotFound
from shared.identity.caller import Caller
from shared.identity.standing import managed_department, works_here
from workflow_api.audit.models import AuditEvent
from workflow_api.following.watchers import watchers
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task
from workflow_api.tickets.models import NOT_FOUND, WorkflowTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What one person may do around a ticket; `participants` are the user ids who worked on it,
    `watchers` those who watch it and may read everything on it."""

    visible: bool
    may_comment: bool
    may_see_internal: bool
    participants: list[int]
    watchers: list[int]
    title: str


NO_ACCESS = Access(
    visible=False,
    may_comment=False,
    may_see_internal=False,
    participants=[],
    watchers=[],
    title="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A ticket that somebody may see, and whether its internal comments too."""

    number: str
    may_see_internal: bool


def tickets(caller: Caller) -> QuerySet[WorkflowTicket]:
    """The tickets a person may see, newest first; an unrouted one has no task to show it by."""
    everything = WorkflowTicket.objects.defer("raw")
    if caller.is_service:
        return everything.none()
    if caller.has_role(*permissions.SEES_EVERYTHING):
        return everything
    by_task = Task.objects.visible_to(caller).order_by().values("ticket_id")
    own = WorkflowTicket.objects.order_by().filter(_own(caller)).values("pk")
    return everything.filter(pk__in=by_task.union(own, all=True))


def _own(caller: Caller) -> Q:
    own = Q(requester_email=caller.email.lower()) if caller.email else Q(pk__in=[])
    if department := managed_department(caller):
        own |= Q(department__iexact=department)
    return own


def ticket(number: str) -> WorkflowTicket:
    """A ticket by its number; NotFound when nobody sent it."""
    found = WorkflowTicket.objects.filter(ticket_number=number).first()
    if found is None:
        raise NotFound(f"There is no ticket {number}")
    return found


def waiting(ticket_id: int) -> WorkflowTicket:
    """A ticket that waits for a workflow; NotFound, or Conflict when it does not any more."""
    found = WorkflowTicket.objects.filter(pk=ticket_id).first()
    if found is None:
        raise NotFound(f"There is no ticket {ticket_id}")
    if found.state != WorkflowTicket.State.UNROUTED:
        raise Conflict(
            f"Ticket {found.ticket_number} does not wait any more: {_who_settled(found)}"
        )
    return found


def _who_settled(found: WorkflowTicket) -> str:
    """What became of a ticket that waited, and who decided so."""
    changes = AuditEvent.objects.filter(object_type="ticket", object_id=found.ticket_number)
    last = changes.filter(action=f"ticket.{found.state}").order_by("-id").first()
    return f"it is {found.state}, by {last.actor_name}" if last else f"it is {found.state}"


def letters_of(page: Iterable[WorkflowTicket]) -> dict[str, DeadLetter]:
    """By ticket number: the newest letter that says that a ticket found no workflow."""
    numbers = [found.ticket_number for found in page]
    letters = DeadLetter.objects.filter(code=NOT_FOUND, ticket_number__in=numbers)
    return {letter.ticket_number: letter for letter in letters.order_by("id")}


def access(number: str, caller: Caller) -> Access:
    """What `caller` may do around a ticket.

    Its requester sees what is meant for requesters; who works on tickets sees everything;
    an auditor reads only.
    """
    found = ticket(number)
    if not tickets(caller).filter(pk=found.pk).exists():
        return NO_ACCESS
    return Access(
        visible=True,
        may_comment=not _only_reads(caller),
        may_see_internal=_is_colleague(caller, found),
        participants=participants(found),
        watchers=_watchers(found),
        title=found.subject,
    )


def _only_reads(caller: Caller) -> bool:
    return caller.role_names() == {permissions.AUDITOR}


def _is_colleague(caller: Caller, found: WorkflowTicket) -> bool:
    """A colleague who happens to be the requester of this ticket is its requester here, unless
    they work on it too."""
    if not works_here(caller):
        return False
    if caller.email.lower() != found.requester_email:
        return True
    return caller.has_role(permissions.ADMIN) or caller.id in participants(found)


def participants(found: WorkflowTicket) -> list[int]:
    """The ids of those who work or worked on a ticket, its coordinators among them."""
    prefetch_related_objects([found], "tasks__items")
    people: set[int] = set()
    for task in found.tasks.all():
        people.update(item.assignee_id for item in task.items.all() if item.assignee_id)
        people.update({task.coordinator_id} if task.coordinator_id else set())
    return sorted(people)


def _watchers(found: WorkflowTicket) -> list[int]:
    prefetch_related_objects([found], "tasks__items")
    watching = watchers([task.pk for task in found.tasks.all()])
    return [person.id for person in watching if _is_colleague(person, found)]


def seen_among(numbers: Collection[str], caller: Caller) -> list[Sight]:
    """Those of the tickets that the caller may see, in a constant number of statements."""
    found = tickets(caller).filter(ticket_number__in=numbers).prefetch_related("tasks__items")
    return [
        Sight(number=each.ticket_number, may_see_internal=_is_colleague(caller, each))
        for each in found
    ]
