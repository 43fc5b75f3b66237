"""What is asked about those whom a task concerns."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from shared.identity.caller import Caller
from workflow_api.following.models import Watch
from workflow_api.roles.models import RoleMember
from workflow_api.roles.selectors import TTS
from workflow_api.tasks import selectors
from workflow_api.tasks.permissions import REQUESTER, works_here
from workflow_api.tickets.selectors import participants, ticket

MOST_FOUND: Final = 20


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


def colleagues(caller: Caller, task_id: int, search: str) -> list[RoleMember]:
    """People who work here, by name, whom a comment on the task's ticket may address.

    NotFound without sight of the task; nobody for its requester, who knows none of them.
    """
    selectors.visible_id(caller, task_id)
    if not works_here(caller):
        return []
    named = Q(full_name__icontains=search) | Q(username__icontains=search)
    staff = _staff().filter(named).exclude(user_id=caller.id)
    # One row for each person, whichever of their roles it comes from.
    people = staff.order_by("full_name", "user_id", "pk").distinct("full_name", "user_id")
    return list(people[:MOST_FOUND])


def mentionable(number: str, user_ids: Collection[int]) -> list[int]:
    """Those of the people whom a comment on the ticket may address.

    Whoever works here will see it because of the mention; anybody else must be on it already.
    NotFound for an unknown number.
    """
    found = ticket(number)
    staff = _staff().filter(user_id__in=user_ids)
    known = set(staff.values_list("user_id", flat=True)) | set(participants(found))
    return sorted(known & set(user_ids))


def _staff() -> QuerySet[RoleMember]:
    active = RoleMember.objects.filter(is_active=True, role__is_active=True, role__system=TTS)
    return active.exclude(role__name=REQUESTER)
