"""An Admin's decision about a registration."""

from django.db import transaction
from django.utils import timezone

from auth_service.access.models import Role
from auth_service.access.services import grant_role
from auth_service.accounts.models import User
from auth_service.accounts.noting import note_created
from auth_service.accounts.services import free_username
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.employees.models import Registration
from auth_service.employees.selectors import EMPLOYEE
from auth_service.letters.services import write, write_to_person
from shared.errors import Conflict, NotFound
from shared.http.preconditions import ANY_STATE, IfMatch

GRANTED = (EMPLOYEE, ("TTS", "Requester"))
Status = Registration.Status


@transaction.atomic
def approve(*, registration_id: int, decided_by: int, seen: IfMatch = ANY_STATE) -> Registration:
    """Open the account, as an employee of HDTS and a requester of TTS.

    Conflict when it was decided before or the address has an account by now.
    """
    registration = _pending(registration_id, seen)
    user = User(
        username=free_username(registration.email),
        email=registration.email,
        full_name=registration.full_name,
        department=registration.department,
        password=registration.password,
    )
    with refusing_duplicates():
        user.save()
    note_created(user)
    for system, name in GRANTED:
        role = Role.objects.get(system__name=system, name=name)
        grant_role(user_id=user.pk, role_id=role.pk)
    registration.person = user
    _decide(registration, Status.APPROVED, decided_by)
    write_to_person(
        user,
        "invitation",
        "Your registration was approved",
        f"Your account is open. Sign in as {user.username} or with this address, and with the "
        "password you chose.",
        path="/sign-in",
        label="Registration",
        action="Sign in",
        why="You registered for TTS.",
    )
    return registration


@transaction.atomic
def reject(
    *, registration_id: int, decided_by: int, reason: str, seen: IfMatch = ANY_STATE
) -> Registration:
    """Refuse the account; the reason is mailed. Conflict when it was decided before."""
    registration = _pending(registration_id, seen)
    registration.reason = reason
    _decide(registration, Status.REJECTED, decided_by)
    write(
        registration.email,
        "invitation",
        "Your registration was not approved",
        f"Hello {registration.full_name},\n\nAn administrator did not approve your registration:"
        f"\n\n{reason}",
        label="Registration",
        why="You registered for TTS.",
    )
    return registration


def _pending(registration_id: int, seen: IfMatch) -> Registration:
    known = Registration.objects.exclude(status=Status.UNVERIFIED)
    locked = known.select_for_update(no_key=True, of=("self",))
    registration = locked.filter(id=registration_id).first()
    if registration is None:
        raise NotFound(f"There is no registration {registration_id}")
    if registration.status != Status.PENDING:
        raise Conflict(f"This registration was {registration.status} already")
    seen.check(registration)
    return registration


def _decide(registration: Registration, status: Registration.Status, decided_by: int) -> None:
    registration.status, registration.decided_at = status, timezone.now()
    registration.decided_by_id = decided_by
    # The account has it now, or nobody needs it any more.
    registration.password = ""
    registration.save()
    record(
        action=f"registration.{status}",
        object_type="registration",
        object_id=registration.pk,
        after={"email": registration.email, "person": registration.person_id},
        reason=registration.reason,
    )
