from django.db.models import QuerySet

from auth_service.access.models import Role, RoleAssignment, System
from auth_service.accounts.models import User
from shared.errors import NotFound
from shared.identity.caller import Caller


def systems() -> QuerySet[System]:
    return System.objects.order_by("name")


def roles() -> QuerySet[Role]:
    return Role.objects.select_related("system").order_by("system__name", "name")


def assignments_visible_to(caller: Caller) -> QuerySet[RoleAssignment]:
    """Roles that people hold now, the newest first; those taken away are not shown."""
    people = User.objects.visible_to(caller)
    shown = RoleAssignment.objects.filter(is_active=True, user__in=people)
    return shown.select_related("user", "role__system").order_by("-assigned_at", "-id")


def roles_held_by(user_id: int) -> list[tuple[str, str]]:
    """(system, role) pairs in force for the person, in a stable order."""
    held = RoleAssignment.objects.in_force().filter(user_id=user_id)
    pairs = held.values_list("role__system__name", "role__name")
    return list(pairs.order_by("role__system__name", "role__name"))


def holders(*, role: str, system: str) -> tuple[Role, list[int]]:
    """The role and the ids of the active people who hold it; NotFound when there is no such role.

    Compared without regard to case.
    """
    found = roles().filter(name__iexact=role, system__name__iexact=system).first()
    if found is None:
        raise NotFound(f"{system} has no role {role}")
    held = RoleAssignment.objects.in_force().filter(role=found)
    return found, list(held.order_by("user_id").values_list("user_id", flat=True))
