"""Where the copy of roles differed from auth_service, and what was done about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record
from workflow_api.roles.departures import end
from workflow_api.roles.models import Role, RoleMember

# Messages of what has just happened may be here before the snapshot shows it.
MARGIN = timedelta(minutes=5)
ROLE, MEMBER = "role", "role_member"
State = dict[tuple[str, str], dict[str, Any]]


def state() -> State:
    """What the copy says about every role and member."""
    roles: State = {
        (ROLE, str(role.pk)): {
            "system": role.system,
            "role": role.name,
            "is_active": role.is_active,
        }
        for role in Role.objects.all()
    }
    for member in RoleMember.objects.select_related("role"):
        roles[MEMBER, f"{member.role_id}:{member.user_id}"] = {
            "role": member.role.name,
            "user_id": member.user_id,
            "username": member.username,
            "email": member.email,
            "department": member.department,
            "is_active": member.is_active,
        }
    return roles


def end_unknown(
    roles: Sequence[Mapping[str, Any]],
    assignments: Sequence[Mapping[str, Any]],
    *,
    known_before: datetime,
) -> None:
    """Deactivate what auth_service does not list, although it is older than `known_before`.

    auth_service never removes a row, so its snapshot lists whatever it ever announced.
    """
    listed = {(each["role_id"], each["user_id"]) for each in assignments}
    members = RoleMember.objects.filter(is_active=True, assigned_at__lt=known_before)
    unknown = [each.pk for each in members if (each.role_id, each.user_id) not in listed]
    end(RoleMember.objects.filter(pk__in=unknown))
    gone = Role.objects.filter(is_active=True, synced_at__lt=known_before)
    gone.exclude(pk__in=[role["id"] for role in roles]).update(is_active=False)


def audit(before: State) -> int:
    """Keep each difference between `before` and now; returns how many there were."""
    after = state()
    changed = [key for key in after if after[key] != before.get(key)]
    for object_type, object_id in changed:
        key = object_type, object_id
        record(
            actor=Actor.system("role reconciliation"),
            action="roles.corrected",
            object_type=object_type,
            object_id=object_id,
            before=before.get(key),
            after=after[key],
        )
    return len(changed)
