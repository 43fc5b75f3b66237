"""Permission classes over the Caller. `IsAuthenticated` (the default) lets both kinds in."""

import time
from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from shared.errors import Forbidden
from shared.identity.caller import Caller
from shared.identity.rights import Action, decide


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


def HasRight(action: Action) -> type[BasePermission]:
    """A person whose roles allow `action`, by the permission table."""

    class RightPermission(BasePermission):
        message = f"Needs a role that allows {action}"

        def has_permission(self, request: Request, view: Any) -> bool:
            caller = request.user
            return isinstance(caller, Caller) and decide(caller.roles, action).allowed

    return RightPermission


class StepUpRequired(Forbidden):
    """The person is who they say and may do this, but has to prove it again first."""

    code = "STEP_UP_REQUIRED"


class RecentSignIn(BasePermission):
    """A person who proved who they are within TTS_STEP_UP_MINUTES; everybody when that is 0.

    Raises StepUpRequired. Stands after the permission that decides about the act itself.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        minutes: int = settings.STEP_UP_MINUTES
        caller = request.user
        if minutes == 0 or not isinstance(caller, Caller) or caller.is_service:
            return True
        if time.time() - _proven_at(caller) > minutes * 60:
            text = f"This needs a sign-in of the last {minutes} minutes: POST /token/step-up/ first"
            raise StepUpRequired(text)
        return True


def _proven_at(caller: Caller) -> float:
    """The claim auth_time in seconds; 0 for a token without it."""
    claim = caller.claims.get("auth_time")
    return float(claim) if isinstance(claim, int | float) else 0.0
