"""A person as their next token would describe them, asked of auth_service."""

from typing import Any

from django.conf import settings

from shared.identity.caller import Caller
from shared.identity.services import ServiceClient


def person(user_id: int) -> tuple[Caller, str]:
    """The person, and why they cannot sign in (empty when they can).

    NotFound when there is none, Unavailable while auth_service cannot be asked.
    """
    found = ServiceClient(settings.AUTH_URL).get(f"/api/v1/users/internal/{user_id}/")
    return _caller(found), "" if found["is_active"] else "The person cannot sign in."


def _caller(found: dict[str, Any]) -> Caller:
    return Caller(
        id=found["id"],
        username=found["username"],
        email=found["email"],
        full_name=found["full_name"],
        roles=frozenset((held["system"], held["role"]) for held in found["roles"]),
        claims={"department": found["department"]},
    )
