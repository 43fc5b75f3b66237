"""What is asked about those whom a task concerns."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from shared.identity.caller import Caller
from shared.identity.standing import works_here
from workflow_api.following.models import Watch
from workflow_api.following.watchers import seeing_ids, staff
from workflow_api.roles.models import RoleMember
from workflow_api.tasks import selectors
from workflow_api.tasks.models import Task
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.selectors import participants, ticket

MOST_FOUND: Final = 20
MOST_UNREACHED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Who keeps an eye on a task, and whether the one who asks does."""

    task_id: int
    watching: bool
    watchers: list[Watch]


def following(caller: Caller, task_id: int) -> Following:
    """NotFound without sight of the task."""
    watchers = list(Watch.objects.filter(task_id=selectors.visible_id(caller, task_id)))
    watching = any(each.user_id == caller.id for each in watchers)
    return Following(task_id=task_id, watching=watching, watchers=watchers)


class Reach(StrEnum):
    """What a mention would do: nothing new, open the ticket to them, or not arrive."""

    SEES = "sees"
    WILL_SEE = "will_see"
    REQUESTER = "requester"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressable:
    """Somebody a writer may think of; a mention reaches those who see or will see the ticket."""

    user_id: int
    name: str
    reach: Reach


def colleagues(caller: Caller, task_id: int, search: str) -> list[Addressable]:
    """People who work here, by name, whom a comment on the task's ticket may address, and after
    them, to somebody who searches, those of that name whom it would not reach.

    NotFound without sight of the task; nobody for its requester, who knows none of them.
    """
    selectors.visible_id(caller, task_id)
    if not works_here(caller):
        return []
    named = Q(full_name__icontains=search) | Q(username__icontains=search)
    others = RoleMember.objects.staff().exclude(user_id=caller.id)
    reached = _each(others.filter(named), MOST_FOUND)
    people = staff([member.user_id for member in reached], {})
    seeing = set(seeing_ids(people, [task_id]))
    found = [
        _addressable(each, Reach.SEES if each.user_id in seeing else Reach.WILL_SEE)
        for each in reached
    ]
    return [*found, *(_unreached(task_id, named) if search.strip() else ())]


def _unreached(task_id: int, named: Q) -> list[Addressable]:
    ticket = Task.objects.filter(pk=task_id).values_list("ticket__requester_email", flat=True)
    requester = ticket.get().lower()
    reached = RoleMember.objects.staff().values("user_id")
    others = RoleMember.objects.active().filter(named).exclude(user_id__in=reached)
    return [
        _addressable(
            each, Reach.REQUESTER if each.email.lower() == requester != "" else Reach.CANNOT
        )
        for each in _each(others, MOST_UNREACHED)
    ]


def _each(members: QuerySet[RoleMember], most: int) -> list[RoleMember]:
    """One row for each person, whichever of their roles it comes from."""
    people = members.order_by("full_name", "user_id", "pk").distinct("full_name", "user_id")
    return list(people[:most])


def _addressable(member: RoleMember, reach: Reach) -> Addressable:
    return Addressable(user_id=member.user_id, name=member.display_name, reach=reach)


def mentionable(number: str, user_ids: Collection[int]) -> dict[int, str]:
    """Those of the people whom a comment on the ticket may address, with their names.

    Whoever works here will see it because of the mention; anybody else must be on it already.
    NotFound for an unknown number.
    """
    found = ticket(number)
    known = RoleMember.objects.staff().filter(user_id__in=user_ids)
    names = _names_on(found) | {member.user_id: member.display_name for member in known}
    return {user_id: names[user_id] for user_id in sorted(set(user_ids) & names.keys())}


def _names_on(found: WorkflowTicket) -> dict[int, str]:
    """The participants of a ticket as its tasks call them; they may be in no role any more."""
    names = dict.fromkeys(participants(found), "")
    for task in found.tasks.all():
        working = [(item.assignee_id, item.assignee_name) for item in task.items.all()]
        for user_id, name in [(task.coordinator_id, task.coordinator_name), *working]:
            if user_id is not None:
                names[user_id] = name
    return names
