"""Who exists and how they are called. Every change reaches the roles they hold."""

import re
import uuid
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from auth_service.access.services import require_another_admin
from auth_service.accounts import noting
from auth_service.accounts.models import User
from auth_service.constraints import refusing_duplicates
from auth_service.links.services import Purpose, withdraw
from auth_service.revocations.services import refuse_older_tokens
from auth_service.sync.services import announce_person
from auth_service.tokens.services.signing_out import revoke_sessions
from shared.errors import FieldError, Invalid, NotFound
from shared.http.preconditions import ANY_STATE, IfMatch

NAMES_TRIED = 100
# What other services keep a copy of, through the person's roles.
ANNOUNCED = frozenset({"username", "email", "full_name", "department", "is_active"})
# Claims that decide about rows: requesters are known by address, Managers see by department.
DECIDING = frozenset({"email", "department"})


@transaction.atomic
def create_person(*, password: str, seeded: bool = False, **facts: Any) -> User:
    """A new person from username, email, full_name and optionally department, is_active.

    Invalid for a weak password, Conflict when the user name or address is taken.
    """
    user = User(**facts)
    check_password_strength(password, user)
    user.set_password(password)
    user.seeded_password = _digest(password) if seeded else ""
    with refusing_duplicates():
        user.save()
    noting.note_created(user)
    return user


@transaction.atomic
def change_person(
    *, user_id: int, password: str | None = None, seen: IfMatch = ANY_STATE, **changes: Any
) -> User:
    """Set what is given. A new password, like losing the active state, ends all sessions.

    PreconditionFailed when the person is not in the state that was seen.
    """
    user = locked_person(user_id)
    seen.check(user)
    changed = {key for key, value in changes.items() if getattr(user, key) != value}
    before = noting.facts_of(user, changed)
    for key in changed:
        setattr(user, key, changes[key])
    if password is not None:
        _replace_password(user, password)
    if "is_active" in changed and not user.is_active:
        _shut_out(user, because="deactivated")
    if "email" in changed:
        # Whoever reads the mails of the former address is not this person any more.
        _withdraw_links(user)
    if DECIDING & changed:
        _distrust_claims(user)
    with refusing_duplicates():
        user.save()
    noting.note_changed(user, before)
    if ANNOUNCED & changed:
        announce_person(user)
    return user


@transaction.atomic
def delete_person(*, user_id: int, seen: IfMatch = ANY_STATE) -> None:
    """Remove the person for everybody but the history. Conflict for the last Admin."""
    user = locked_person(user_id)
    seen.check(user)
    was_active, before = user.is_active, noting.facts_of(user)
    user.is_active, user.deleted_at = False, timezone.now()
    _shut_out(user, because="deleted")
    user.save()
    noting.note_deleted(user, before)
    if was_active:
        announce_person(user)


@transaction.atomic
def follow_seeded_password(*, user_id: int, password: str) -> bool:
    """Set the seed file's password while nobody has chosen another; whether it was set."""
    user = locked_person(user_id)
    if user.seeded_password in {"", _digest(password)}:
        return False
    _set_password(user, password, seeded=True)
    user.save()
    return True


def locked_person(user_id: int) -> User:
    """The person, locked until the transaction ends; NotFound when there is none."""
    user = User.objects.present().select_for_update(no_key=True).filter(id=user_id).first()
    if user is None:
        raise NotFound(f"There is no person {user_id}")
    return user


def free_username(email: str) -> str:
    """A user name made from an address, with a number where that is taken."""
    base = re.sub(r"[^A-Za-z0-9_.+-]", "", email.partition("@")[0])[:140] or "person"
    taken = User.objects.present().filter(username__istartswith=base)
    names = {name.lower() for name in taken.values_list("username", flat=True)}
    tried = [base, *(f"{base}{number}" for number in range(2, NAMES_TRIED))]
    return next((name for name in tried if name.lower() not in names), base)


def check_password_strength(password: str, user: User, field: str = "password") -> None:
    """Invalid with every reason against `password`."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        details = [FieldError(field, message) for message in error.messages]
        raise Invalid("Validation failed", details) from error


def choose_password(
    *, user: User, password: str, field: str, kept: uuid.UUID | None = None
) -> None:
    """Set the password of a person whose lock the caller holds; all sessions but `kept` end.

    Invalid, with each reason under `field`, for a weak one.
    """
    check_password_strength(password, user, field)
    _set_password(user, password, seeded=False, kept=kept)
    user.save()


def _replace_password(user: User, password: str) -> None:
    check_password_strength(password, user)
    _set_password(user, password, seeded=False)
    noting.note_password_set(user)


def _set_password(
    user: User, password: str, *, seeded: bool, kept: uuid.UUID | None = None
) -> None:
    user.set_password(password)
    user.seeded_password = _digest(password) if seeded else ""
    _withdraw_links(user)
    _end_sessions(user, because="password changed", kept=kept)


def _digest(password: str) -> str:
    return salted_hmac("seeded password", password, algorithm="sha256").hexdigest()


def _shut_out(user: User, *, because: str) -> None:
    # The row still says "active" in the database, so the last admin is found by this.
    require_another_admin(user_id=user.pk)
    _withdraw_links(user)
    _end_sessions(user, because=because)


def _distrust_claims(user: User) -> None:
    """Tokens that are out name the former address or department; the caller saves the row."""
    user.token_version += 1
    refuse_older_tokens([(user.pk, user.token_version)])


def _withdraw_links(user: User) -> None:
    """Links on their way may have been asked for by whoever is being shut out now."""
    for purpose in (Purpose.PASSWORD_RESET, Purpose.CONFIRM_EMAIL):
        withdraw(purpose=purpose, subject_id=user.pk)


def _end_sessions(user: User, *, because: str, kept: uuid.UUID | None = None) -> None:
    user.token_version += 1
    revoke_sessions(user_id=user.pk, because=because, kept=kept)
