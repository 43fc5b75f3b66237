"""Who may design workflows and who may look (specification: domain.md, Roles and permissions)."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from shared.identity.caller import Caller
from workflow_api.roles.permissions import is_staff

ADMIN = "Admin"
READ_SCOPE = "workflows.read"


class DesignsWorkflows(BasePermission):
    """Admins change; everybody else with a role in TTS but *Requester* only reads."""

    message = "Only an Admin changes workflows; people with a working role read them"

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = request.user
        if not isinstance(caller, Caller):
            return False
        if request.method not in SAFE_METHODS:
            return caller.has_role(ADMIN)
        return caller.has_scope(READ_SCOPE) or is_staff(caller)


class AsksForCategories(BasePermission):
    """Any signed-in person, and services that may read workflows."""

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = request.user
        if not isinstance(caller, Caller):
            return False
        return caller.has_scope(READ_SCOPE) if caller.is_service else True
