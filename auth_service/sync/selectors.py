from typing import Any

from django.utils import timezone

from auth_service.access.models import Role, RoleAssignment
from auth_service.availability.content import availability_content
from auth_service.availability.selectors import all_availability
from auth_service.sync.content import assignment_content, role_content


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """All roles, assignments and availability in the form of their messages, for reconciliation."""
    roles = Role.objects.select_related("system").order_by("id")
    assignments = RoleAssignment.objects.select_related("user", "role__system").order_by("id")
    now = timezone.now()
    return {
        "roles": [role_content(role) for role in roles],
        "assignments": [assignment_content(assignment) for assignment in assignments],
        "availability": [availability_content(each, now) for each in all_availability()],
    }
