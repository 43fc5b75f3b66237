"""Permission classes over the Caller. `IsAuthenticated` (the default) lets both kinds in."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from shared.identity.caller import Caller


class IsPerson(BasePermission):
    """A signed-in person; services are refused."""

    message = "Only for people"

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.user, Caller) and not request.user.is_service


def HasScope(*scopes: str) -> type[BasePermission]:
    """A service whose token carries one of `scopes`; people are refused."""

    class ScopePermission(BasePermission):
        message = f"Needs a service token with the scope {' or '.join(scopes)}"

        def has_permission(self, request: Request, view: Any) -> bool:
            return isinstance(request.user, Caller) and request.user.has_scope(*scopes)

    return ScopePermission


def HasRole(*roles: str, system: str = "TTS") -> type[BasePermission]:
    """A person with one of `roles` in `system`."""

    class RolePermission(BasePermission):
        message = f"Needs the role {' or '.join(roles)} in {system}"

        def has_permission(self, request: Request, view: Any) -> bool:
            caller = request.user
            return isinstance(caller, Caller) and caller.has_role(*roles, system=system)

    return RolePermission
