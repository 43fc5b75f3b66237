"""What the audit keeps of changes to accounts."""

from collections.abc import Iterable
from typing import Any

from auth_service.accounts.models import User
from auth_service.audit.services import record

# How somebody likes the screens is nobody's business.
KEPT = ("username", "email", "full_name", "department", "is_active")


def facts_of(user: User, names: Iterable[str] = KEPT) -> dict[str, Any]:
    """Those of the person's facts that the audit keeps."""
    return {name: getattr(user, name) for name in KEPT if name in names}


def note_created(user: User) -> None:
    record(action="person.created", object_type="person", object_id=user.pk, after=facts_of(user))


def note_changed(user: User, before: dict[str, Any]) -> None:
    """Nothing when `before`, the former facts, is empty."""
    if before:
        record(
            action="person.changed",
            object_type="person",
            object_id=user.pk,
            before=before,
            after=facts_of(user, before),
        )


def note_deleted(user: User, before: dict[str, Any]) -> None:
    record(action="person.deleted", object_type="person", object_id=user.pk, before=before)


def note_password_set(user: User) -> None:
    """By an Admin: people's own changes are noted where they prove who they are."""
    record(action="password.set", object_type="person", object_id=user.pk)
