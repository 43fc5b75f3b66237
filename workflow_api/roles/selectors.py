"""What is asked of the copy of roles."""

from django.db.models import Count, Q, QuerySet

from workflow_api.roles.models import Role, RoleMember

TTS = "TTS"


def active_members(role_name: str) -> QuerySet[RoleMember]:
    """The active members of TTS's active role of that name, in the order of their turns.

    Callers that hand out a turn add `select_for_update()`.
    """
    return RoleMember.objects.filter(
        is_active=True, role__is_active=True, role__system=TTS, role__name=role_name
    ).order_by("turn_no", "user_id")


def member_counts() -> dict[str, int]:
    """TTS's active roles with the number of their active members, as `engine.validate` asks."""
    counted = Role.objects.filter(system=TTS, is_active=True).annotate(
        active=Count("members", filter=Q(members__is_active=True))
    )
    return {role.name: role.active for role in counted.order_by("name")}
