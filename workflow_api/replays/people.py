"""The people of the roles as a roster that runs may use up."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from shared.availability import absence
from workflow_api.engine.definition import Definition
from workflow_api.engine.roster import Away, Member, Roster, never_away
from workflow_api.roles.models import Availability, RoleMember
from workflow_api.tasks.models import TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

Members = dict[str, list[Member]]


def roles_in(definition: Definition) -> set[str]:
    """Every role a run of a definition asks somebody of."""
    return {definition.coordinator_role, *(step.role for step in definition.steps)} - {""}


def members_of(roles: Collection[str], *, with_open_items: bool = False) -> Members:
    """The active members of TTS's active roles, with the turns they really had."""
    rows = RoleMember.objects.of_tts(roles)
    people = list(rows.select_related("role").order_by("turn_no", "user_id"))
    loads = _open_items({each.user_id for each in people}) if with_open_items else {}
    found: Members = {}
    for each in people:
        found.setdefault(each.role.name, []).append(_member(each, loads.get(each.user_id, 0)))
    return found


def roster(members: Members) -> Roster:
    return Roster(
        members, away_of({each.user_id for of_role in members.values() for each in of_role})
    )


def away_of(people: Collection[int]) -> Away:
    """Leave and shifts of these people, as they are known now."""
    known = Availability.objects.filter(user_id__in=people).values_list("user_id", "content")
    contents = dict(known)
    if not contents:
        return never_away

    def away(user_id: int, at: datetime) -> str:
        content = contents.get(user_id)
        found = absence(content, at) if content else None
        return found.reason if found else ""

    return away


def _member(row: RoleMember, open_items: int) -> Member:
    return Member(
        user_id=row.user_id,
        name=row.display_name,
        email=row.email,
        turn_no=row.turn_no,
        last_turn_at=row.last_turn_at,
        open_items=open_items,
    )


def _open_items(people: Collection[int]) -> dict[int, int]:
    items = TaskItem.objects.filter(assignee_id__in=people, status__in=OPEN_ITEM_STATUSES)
    counted = items.order_by().values_list("assignee_id").annotate(Count("pk"))
    return {user_id: count for user_id, count in counted if user_id is not None}
