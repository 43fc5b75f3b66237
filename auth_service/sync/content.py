"""What other services are told of a role and of an assignment (specification: contracts.md)."""

from typing import Any

from auth_service.access.models import Role, RoleAssignment


def role_content(role: Role) -> dict[str, Any]:
    """The `role` of tts.role.sync; needs `role.system`."""
    return {
        "id": role.pk,
        "name": role.name,
        "system": role.system.name,
        "description": role.description,
        "permissions": role.permissions,
        "is_active": role.is_active,
        "version": role.version,
    }


def assignment_content(assignment: RoleAssignment) -> dict[str, Any]:
    """The `user_system_role` of tts.user_system_role.sync; needs user, role and its system."""
    user, role = assignment.user, assignment.role
    return {
        "user_id": user.pk,
        "role_id": role.pk,
        "role_name": role.name,
        "system": role.system.name,
        "user_full_name": user.full_name,
        "username": user.username,
        "email": user.email,
        "department": user.department,
        # Whoever cannot sign in holds no role.
        "is_active": assignment.is_active and user.is_active,
        "assigned_at": assignment.assigned_at.isoformat(),
        "version": assignment.version,
    }
