from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from shared.identity.permissions import HasRight, HasRole, RecentSignIn
from shared.identity.rights import Action

ADMIN = HasRight(Action.ADMINISTER)
READERS = HasRight(Action.READ_ADMINISTRATION)
# Managers choose among people to whom they hand work.
STAFF = HasRole("Admin", "Auditor", "Manager")


class AdminWritesStaffReads(BasePermission):
    """Admins change people and roles; auditors and managers look at them."""

    message = "Only an Admin may do this"

    def has_permission(self, request: Request, view: Any) -> bool:
        allowed = STAFF if request.method in SAFE_METHODS else ADMIN
        return allowed().has_permission(request, view)


class AdminWritesAuditorReads(BasePermission):
    """For what is nobody else's business: credentials, and where people are signed in."""

    message = "Only an Admin may do this"

    def has_permission(self, request: Request, view: Any) -> bool:
        allowed = READERS if request.method in SAFE_METHODS else ADMIN
        return allowed().has_permission(request, view)


class ProvenToChange(RecentSignIn):
    """For acts that give somebody a way in: a browser left open must not be enough."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or super().has_permission(request, view)
