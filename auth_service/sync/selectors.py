from typing import Any

from auth_service.access.models import Role, RoleAssignment
from auth_service.sync.content import assignment_content, role_content


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """All roles and assignments in the form of their messages, for reconciliation."""
    roles = Role.objects.select_related("system").order_by("id")
    assignments = RoleAssignment.objects.select_related("user", "role__system").order_by("id")
    return {
        "roles": [role_content(role) for role in roles],
        "assignments": [assignment_content(assignment) for assignment in assignments],
    }
