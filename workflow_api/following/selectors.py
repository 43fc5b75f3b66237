"""What is asked about those whom a task concerns."""

from collections.abc import Collection
from dataclasses import dataclass

from shared.identity.caller import Caller
from workflow_api.following.models import Watch
from workflow_api.roles.models import RoleMember
from workflow_api.roles.selectors import TTS
from workflow_api.tasks import selectors
from workflow_api.tasks.permissions import REQUESTER
from workflow_api.tickets.selectors import participants, ticket


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


def mentionable(number: str, user_ids: Collection[int]) -> list[int]:
    """Those of the people whom a comment on the ticket may address.

    Whoever works here will see it because of the mention; anybody else must be on it already.
    NotFound for an unknown number.
    """
    found = ticket(number)
    staff = RoleMember.objects.filter(
        user_id__in=user_ids, is_active=True, role__is_active=True, role__system=TTS
    ).exclude(role__name=REQUESTER)
    known = set(staff.values_list("user_id", flat=True)) | set(participants(found))
    return sorted(known & set(user_ids))
