from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from shared.identity.caller import Caller
from shared.identity.standing import works_here


def is_staff(caller: object) -> bool:
    """Whether a person has any role in TTS besides *Requester*."""
    return isinstance(caller, Caller) and works_here(caller)


class IsStaff(BasePermission):
    """People who work on tickets or look after those who do; requesters are refused."""

    message = "Only for people with a working role in TTS"

    def has_permission(self, request: Request, view: Any) -> bool:
        return is_staff(request.user)
