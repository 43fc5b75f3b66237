"""What is asked of the copy of roles."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from shared.availability import Absence, absence
from shared.errors import NotFound
from shared.identity.caller import TTS
from workflow_api.roles.models import Availability, Role, RoleMember

MANAGER = "Manager"
ACTIVE = Count("members", filter=Q(members__is_active=True))


def active_members(role_name: str) -> QuerySet[RoleMember]:
    """The active members of TTS's active role of that name, in the order of their turns.

    Callers that hand out a turn add `select_for_update()`.
    """
    members = RoleMember.objects.of_tts().filter(role__name=role_name)
    return members.order_by("turn_no", "user_id")


def roles() -> QuerySet[Role]:
    """TTS's roles with the number of their active members, by name."""
    return Role.objects.filter(system=TTS).annotate(active_members=ACTIVE).order_by("name", "id")


def members(role_id: int) -> QuerySet[RoleMember]:
    """All members of a role of TTS in the order of their turns; NotFound without the role."""
    if not Role.objects.filter(pk=role_id, system=TTS).exists():
        raise NotFound(f"There is no role {role_id}")
    return RoleMember.objects.filter(role=role_id).order_by("turn_no", "user_id")


def member_counts() -> dict[str, int]:
    """TTS's active roles with the number of their active members, as `engine.validate` asks."""
    counted = Role.objects.filter(system=TTS, is_active=True).annotate(active_members=ACTIVE)
    return {role.name: role.active_members for role in counted}


def managers_of(department: str) -> list[int]:
    """The Managers who answer for a department, by their ids.

    One of whom auth_service has not said where they belong answers for any.
    """
    found = active_members(MANAGER).order_by("user_id")
    return [each.user_id for each in found if not manages_elsewhere(each, department)]


def manages_elsewhere(member: RoleMember, department: str) -> bool:
    """Whether somebody is known to belong to another department than this, or to none."""
    if member.department is None:
        return False
    own = member.department.strip().casefold()
    return own == "" or own != department.strip().casefold()


def account_of(address: str) -> int | None:
    """The user id of whoever signs in with an e-mail address, as far as roles tell."""
    known = RoleMember.objects.filter(email__iexact=address, is_active=True)
    return known.order_by("user_id").values_list("user_id", flat=True).first() if address else None


def manned(role_names: Collection[str], now: datetime) -> set[str]:
    """Those of these roles in which somebody is neither on leave nor off shift."""
    return set(present(role_names, now))


def present(role_names: Collection[str], now: datetime) -> Mapping[str, int]:
    """How many in each of these roles are neither on leave nor off shift; at least one."""
    members = RoleMember.objects.of_tts(role_names).order_by()
    found = list(members.values_list("role__name", "user_id"))
    away = absences({user_id for _, user_id in found}, now)
    return Counter(role for role, user_id in found if user_id not in away)


def absences(user_ids: Collection[int], now: datetime) -> dict[int, Absence]:
    """Who of these people is on leave or off shift, and why."""
    known = Availability.objects.filter(user_id__in=user_ids)
    found = {each.user_id: absence(each.content, now) for each in known}
    return {user_id: away for user_id, away in found.items() if away}
