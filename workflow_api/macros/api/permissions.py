"""Who reads macros, and who may have a hand in them at all."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from shared.identity.caller import Caller
from shared.identity.rights import Action, decide


class KeepsMacros(BasePermission):
    """Reading for whom the permission table lets read, anything else for whom it lets run them."""

    message = "Only for people who work on tickets"

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = request.user
        if not isinstance(caller, Caller) or caller.is_service:
            return False
        reads = request.method in SAFE_METHODS
        action = Action.READ_MACROS if reads else Action.USE_MACROS
        return decide(caller.roles, action).allowed
