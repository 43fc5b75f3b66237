"""Who holds a role and how a person is reached, asked of auth_service and remembered.

A copy younger than FRESH is taken as it is. An older one still serves while auth_service is away:
telling yesterday's admins is better than telling nobody.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone

from notification_service.people.models import KnownPerson, KnownRole
from shared.errors import Unavailable
from shared.identity.services import ServiceClient

FRESH = timedelta(minutes=5)
# Whoever is not written to for so long is forgotten here: they may be gone, or have another name.
KEPT = timedelta(days=30)
log = structlog.get_logger()


@cache
def _auth() -> ServiceClient:
    return ServiceClient(settings.AUTH_URL)


def refresh_role(*, system: str, role: str) -> None:
    """See to it that a usable copy of the role's holders exists.

    Raises Unavailable when there is none and auth_service does not answer, NotFound when it knows
    no such role.
    """
    known = KnownRole.objects.filter(system=system, role=role).first()
    if known and _fresh(known):
        return
    try:
        _ask_holders(system, role)
    except Unavailable as error:
        if known is None:
            raise
        log.warning("people_from_stale_copy", role=role, error_message=str(error))


def person(*, user_id: int) -> KnownPerson | None:
    """The person, or None when auth_service knows nobody of this id.

    Raises Unavailable when there is no copy and auth_service does not answer.
    """
    known = KnownPerson.objects.filter(user_id=user_id).first()
    if known and _fresh(known):
        return known
    try:
        return _ask_person(user_id)
    except Unavailable as error:
        if known is None:
            raise
        log.warning("people_from_stale_copy", user_id=user_id, error_message=str(error))
        return known


def forget_old_copies() -> None:
    """Delete copies of people that nobody looked up for a month. For the schedule."""
    KnownPerson.objects.filter(fetched_at__lt=timezone.now() - KEPT).delete()


def _fresh(copy: KnownPerson | KnownRole) -> bool:
    return timezone.now() - copy.fetched_at < FRESH


def _ask_holders(system: str, role: str) -> None:
    answer = _auth().get("/api/v1/tts/round-robin/", {"system": system, "role": role})
    user_ids = [int(user_id) for user_id in answer["user_ids"]]
    KnownRole.objects.update_or_create(
        system=system, role=role, defaults={"user_ids": user_ids, "fetched_at": timezone.now()}
    )


def _ask_person(user_id: int) -> KnownPerson | None:
    people: list[Mapping[str, Any]] = _auth().get("/api/v1/users/internal/", {"ids": user_id})
    found = next((one for one in people if one["id"] == user_id), None)
    if found is None:
        return None
    values = {
        # Who has left is not written to any more.
        "email": str(found["email"]) if found["is_active"] else "",
        "full_name": str(found["full_name"]),
        "fetched_at": timezone.now(),
    }
    copy, _ = KnownPerson.objects.update_or_create(user_id=user_id, defaults=values)
    return copy
