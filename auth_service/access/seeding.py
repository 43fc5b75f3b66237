"""First contents: systems, roles, people, programs and signing keys; repeating changes nothing.

What people changed since stays: a role that was taken away or a person that was deleted does not
come back. A password follows the file only while nobody has chosen another one; the secret and
scopes of a program always follow the file, which is where its process reads them too.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from auth_service.access.catalogue import ROLES, SYSTEMS, RoleSpec
from auth_service.access.models import Role, RoleAssignment, System
from auth_service.access.services import create_role, create_system, grant_role
from auth_service.accounts.models import User
from auth_service.accounts.services import create_person, follow_seeded_password
from auth_service.tokens.keys import ensure_keys
from auth_service.tokens.services.programs import register_client
from shared.errors import DomainError, FieldError, Invalid


@dataclass(slots=True)
class Seeded:
    """How many of each were new or brought up to date."""

    keys: int = 0
    systems: int = 0
    roles: int = 0
    people: int = 0
    passwords: int = 0
    assignments: int = 0
    clients: int = 0


@transaction.atomic
def seed(*, people: list[dict[str, Any]], clients: list[dict[str, Any]]) -> Seeded:
    """Make what is missing, all or nothing. Invalid for a file that names an unknown role."""
    done = Seeded(keys=int(ensure_keys()))
    done.systems = sum(_system(name, text) for name, text in SYSTEMS.items())
    done.roles = sum(_role(spec) for spec in ROLES)
    for person in people:
        _person(person, done)
    done.clients = sum(register_client(**client) for client in clients)
    return done


def _system(name: str, description: str) -> bool:
    if System.objects.filter(name__iexact=name).exists():
        return False
    create_system(name=name, description=description)
    return True


def _role(spec: RoleSpec) -> bool:
    if Role.objects.filter(system__name__iexact=spec.system, name__iexact=spec.name).exists():
        return False
    create_role(
        system=spec.system,
        name=spec.name,
        description=spec.description,
        permissions=spec.permissions,
    )
    return True


def _person(person: dict[str, Any], done: Seeded) -> None:
    found = User.objects.filter(username__iexact=person["username"]).order_by("-id").first()
    if found is not None and found.deleted_at is not None:
        return
    if found is None:
        found = _new_person(person)
        done.people += 1
    elif follow_seeded_password(user_id=found.pk, password=person["password"]):
        done.passwords += 1
    for held in person.get("roles", []):
        done.assignments += _assignment(found, **held)


def _new_person(person: dict[str, Any]) -> User:
    facts = {key: value for key, value in person.items() if key != "roles"}
    try:
        return create_person(**facts, seeded=True)
    except DomainError as error:
        who = person["username"]
        details = [FieldError(f"{who}.{fault.field}", fault.message) for fault in error.details]
        raise Invalid(f"The people's file cannot be used: {error.message}", details) from error


def _assignment(user: User, system: str, role: str) -> bool:
    found = Role.objects.filter(system__name__iexact=system, name__iexact=role).first()
    if found is None:
        detail = FieldError(f"{user.username}.roles", f"{system} has no role {role}")
        raise Invalid(f"The people's file names a role that does not exist: {role}", [detail])
    if RoleAssignment.objects.filter(user=user, role=found).exists():
        return False
    grant_role(user_id=user.pk, role_id=found.pk)
    return True
