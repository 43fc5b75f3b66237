"""Who may look at how work is shared out."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from shared.identity.caller import Caller
from shared.identity.rights import Action, decide


def supervises(caller: Caller) -> bool:
    """Whether a person answers for the work of others, or reads everything."""
    looks = (Action.DIRECT, Action.READ_ADMINISTRATION)
    return any(decide(caller.roles, action).allowed for action in looks)


class SeesRole(BasePermission):
    """Whoever supervises, and the members of the role that `?role=` names: turns are no secret."""

    message = "Only for members of the role and those who answer for its work"

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = request.user
        if not isinstance(caller, Caller) or caller.is_service:
            return False
        return supervises(caller) or caller.has_role(request.query_params.get("role", ""))


class Supervises(BasePermission):
    """Admins, Managers, Coordinators and Auditors."""

    message = "Only for those who answer for the work of others"

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = request.user
        return isinstance(caller, Caller) and not caller.is_service and supervises(caller)
