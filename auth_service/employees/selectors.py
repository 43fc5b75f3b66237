from django.db.models import QuerySet

from auth_service.access.models import RoleAssignment
from auth_service.accounts.models import User
from auth_service.accounts.selectors import known_person
from auth_service.employees.models import Registration
from shared.errors import NotFound

EMPLOYEE = ("HDTS", "Employee")


def registrations() -> QuerySet[Registration]:
    """Those whose address is proven, the newest first; nobody needs to see the others."""
    proven = Registration.objects.exclude(status=Registration.Status.UNVERIFIED)
    return proven.select_related("decided_by").order_by("-created_at", "-id")


def registration(registration_id: int) -> Registration:
    """NotFound when there is none whose address is proven."""
    found = registrations().filter(id=registration_id).first()
    if found is None:
        raise NotFound(f"There is no registration {registration_id}")
    return found


def employee(user_id: int) -> User:
    """A holder of the role Employee in HDTS, deleted ones included; NotFound otherwise."""
    system, role = EMPLOYEE
    held = RoleAssignment.objects.filter(role__system__name=system, role__name=role, is_active=True)
    if not held.filter(user_id=user_id).exists():
        raise NotFound(f"There is no employee {user_id}")
    return known_person(user_id)
