"""Giving people their data, and forgetting them.

The row of the account stays, without a name: ids in the history of all services keep their meaning.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import delete_person
from auth_service.audit.services import record
from auth_service.availability.services import forget
from auth_service.privacy.models import AnonymisationReceipt
from auth_service.privacy.selectors import export_of, traces_of, whoever
from auth_service.sync.services import announce_past
from shared.errors import Conflict, FieldError, Invalid

NAME = "Removed person"
REMAINS = [
    "the audit: acts with their names and addresses, which nobody can change or remove",
    "tickets, their history and comments in the other services: texts, and names written there",
    "the history of mails in notification_service: addresses, until its retention removes them",
]


@dataclass(frozen=True, slots=True)
class Preview:
    """What anonymising would do; `changes` counts rows by what they are."""

    user_id: int
    username: str
    changes: dict[str, int]
    remains: list[str]


def preview(*, user_id: int) -> Preview:
    """Without doing it. Conflict when the person was anonymised before."""
    user = whoever(user_id)
    _check_not_done(user)
    return Preview(user.pk, user.username, _counted(user), REMAINS)


@transaction.atomic
def export_person(*, user_id: int) -> dict[str, Any]:
    """Everything that is known of the person, ready for JSON; noted in the audit."""
    user = whoever(user_id)
    record(action="person.exported", object_type="person", object_id=user.pk)
    return export_of(user)


@transaction.atomic
def anonymise_person(
    *, user_id: int, username: str, done_by: int | None = None
) -> AnonymisationReceipt:
    """Forget who the person was, for good; deletes them first when they are still there.

    Invalid when `username` is not theirs, Conflict for the last Admin or when it was done before.
    """
    user = User.objects.select_for_update(no_key=True).filter(pk=whoever(user_id).pk).get()
    _check_not_done(user)
    if username != user.username:
        raise Invalid("Validation failed", [FieldError("username", "is not theirs")])
    if user.deleted_at is None:
        delete_person(user_id=user_id)
    changes = _forget(user)
    record(action="person.anonymised", object_type="person", object_id=user_id, after=changes)
    return AnonymisationReceipt.objects.create(user_id=user_id, done_by_id=done_by, changes=changes)


def _forget(user: User) -> dict[str, int]:
    user.refresh_from_db()
    changes, traces = _counted(user), traces_of(user)
    traces.pop("invitations").update(email=_address(user), full_name=NAME, department="")
    for rows in traces.values():
        rows.delete()
    forget(user_id=user.pk)
    _unname(user)
    announce_past(user)
    return changes


def _unname(user: User) -> None:
    user.username, user.email = f"removed-{user.pk}", _address(user)
    user.full_name, user.department = NAME, ""
    user.password, user.seeded_password = make_password(None), ""
    user.language, user.time_zone, user.theme = User.Language.SYSTEM, "UTC", User.Theme.SYSTEM
    user.anonymised_at = timezone.now()
    user.save()


def _address(user: User) -> str:
    # A name that can never be anybody's (RFC 2606).
    return f"removed-{user.pk}@removed.invalid"


def _counted(user: User) -> dict[str, int]:
    rows = {kind: rows.count() for kind, rows in traces_of(user).items()}
    return {"accounts": 1, "roles": user.assignments.count(), **rows}


def _check_not_done(user: User) -> None:
    if user.anonymised_at is not None:
        raise Conflict("This person was anonymised already")
