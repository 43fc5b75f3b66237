"""Systems, roles and who holds them."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from auth_service.access.catalogue import ADMIN, BUILT_IN
from auth_service.access.models import Role, RoleAssignment, System
from auth_service.accounts.models import User, UserQuerySet
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.revocations.services import refuse_older_tokens
from auth_service.sync.services import announce_assignment, announce_role
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.http.preconditions import ANY_STATE, IfMatch

Facts = dict[str, Any]


@transaction.atomic
def create_system(*, name: str, description: str = "") -> System:
    """Conflict when the name is taken."""
    with refusing_duplicates():
        system = System.objects.create(name=name, description=description)
    record(action="system.created", object_type="system", object_id=system.pk, after={"name": name})
    return system


@transaction.atomic
def describe_system(*, system_id: int, description: str, seen: IfMatch = ANY_STATE) -> System:
    """Names of systems stand in tokens and messages, so only the description may change.

    PreconditionFailed when the system is not in the state that was seen.
    """
    system = System.objects.select_for_update(no_key=True).filter(id=system_id).first()
    if system is None:
        raise NotFound(f"There is no system {system_id}")
    seen.check(system)
    if system.description == description:
        return system
    before = {"description": system.description}
    system.description = description
    system.version += 1
    system.save(update_fields=["description", "version"])
    after = {"description": description}
    record(
        action="system.changed",
        object_type="system",
        object_id=system.pk,
        before=before,
        after=after,
    )
    return system


@transaction.atomic
def create_role(
    *,
    system: str,
    name: str,
    description: str = "",
    permissions: list[str] | None = None,
    requires_second_factor: bool = False,
) -> Role:
    """Invalid for an unknown system, Conflict when its name is taken in the system."""
    found = System.objects.filter(name__iexact=system).first()
    if found is None:
        raise Invalid("Validation failed", [FieldError("system", f"there is no system {system}")])
    with refusing_duplicates():
        role = Role.objects.create(
            system=found,
            name=name,
            description=description,
            permissions=permissions or [],
            requires_second_factor=requires_second_factor,
        )
    _note(role, "role.created", after={**_name_of(role), "permissions": role.permissions})
    announce_role(role)
    return role


@transaction.atomic
def change_role(*, role_id: int, seen: IfMatch = ANY_STATE, **changes: Any) -> Role:
    """Set name, description, permissions, is_active or requires_second_factor.

    Nothing is announced if nothing changes. PreconditionFailed when the role is not in the state
    that was seen.
    """
    role = _locked_role(role_id)
    seen.check(role)
    changed = [key for key, value in changes.items() if getattr(role, key) != value]
    if not changed:
        return role
    _check_built_in(role, changed)
    before = {key: getattr(role, key) for key in changed}
    for key in changed:
        setattr(role, key, changes[key])
    role.version += 1
    with refusing_duplicates():
        role.save(update_fields=[*changed, "version", "updated_at"])
    if {"name", "is_active"} & set(changed) or changes.get("requires_second_factor"):
        refuse_older_tokens(_holders_of(role).distrust_tokens())
    _note(role, "role.changed", before=before, after={key: changes[key] for key in changed})
    announce_role(role)
    return role


@transaction.atomic
def grant_role(*, user_id: int, role_id: int) -> tuple[RoleAssignment, bool]:
    """Give the person the role; also says whether it is new to them."""
    user = _locked_user(user_id)
    role = Role.objects.select_related("system").filter(id=role_id, is_active=True).first()
    if role is None:
        raise Invalid("Validation failed", [FieldError("role_id", "there is no such active role")])
    now = timezone.now()
    # Whoever grants holds the lock of the person: nobody else can make this row meanwhile.
    assignment, created = RoleAssignment.objects.get_or_create(
        user=user, role=role, defaults={"assigned_at": now}
    )
    if assignment.is_active and not created:
        return assignment, False
    if not created:
        assignment.is_active, assignment.assigned_at = True, now
        assignment.version += 1
        assignment.save(update_fields=["is_active", "assigned_at", "version"])
    _note_holder(assignment, "role.granted")
    announce_assignment(assignment)
    return assignment, True


@transaction.atomic
def revoke_role(*, assignment_id: int) -> None:
    """Take the role away. NotFound when it is not held; Conflict for the last Admin."""
    held = RoleAssignment.objects.filter(id=assignment_id, is_active=True)
    found = held.values_list("user_id", flat=True).first()
    if found is None:
        raise NotFound(f"There is no assignment {assignment_id}")
    user = _locked_user(found)
    assignment = held.select_related("role__system").filter(user=user).first()
    if assignment is None:
        raise NotFound(f"There is no assignment {assignment_id}")
    if (assignment.role.system.name, assignment.role.name) == ADMIN:
        require_another_admin(user_id=user.pk)
    assignment.user = user
    assignment.is_active = False
    assignment.version += 1
    assignment.save(update_fields=["is_active", "version"])
    refuse_older_tokens(User.objects.filter(id=user.pk).distrust_tokens())
    _note_holder(assignment, "role.revoked")
    announce_assignment(assignment)


def require_another_admin(*, user_id: int) -> None:
    """Conflict when the person is the only one who can still administer TTS."""
    system, name = ADMIN
    # The lock lets two admins who remove each other do so one after the other.
    roles = Role.objects.select_for_update(of=("self",), no_key=True)
    role = roles.filter(system__name=system, name=name).first()
    admins = RoleAssignment.objects.in_force().filter(role=role)
    if set(admins.values_list("user_id", flat=True)) == {user_id}:
        raise Conflict("This is the last active Admin of TTS: name another one first")


def _locked_user(user_id: int) -> User:
    user = User.objects.present().select_for_update(no_key=True).filter(id=user_id).first()
    if user is None:
        raise Invalid("Validation failed", [FieldError("user_id", "there is no such person")])
    return user


def _locked_role(role_id: int) -> Role:
    # Without the key: giving the role to somebody needs not wait.
    locked = Role.objects.select_for_update(of=("self",), no_key=True).select_related("system")
    role = locked.filter(id=role_id).first()
    if role is None:
        raise NotFound(f"There is no role {role_id}")
    return role


def _check_built_in(role: Role, changed: list[str]) -> None:
    if (role.system.name.lower(), role.name.lower()) not in BUILT_IN:
        return
    fixed = [FieldError(key, "cannot change") for key in changed if key in {"name", "is_active"}]
    if fixed:
        raise Conflict(f"The rules of TTS rely on the role {role.name}", fixed)


def _holders_of(role: Role) -> UserQuerySet:
    return User.objects.filter(assignments__role=role, assignments__is_active=True)


def _note(role: Role, action: str, *, after: Facts, before: Facts | None = None) -> None:
    record(action=action, object_type="role", object_id=role.pk, before=before, after=after)


def _note_holder(assignment: RoleAssignment, action: str) -> None:
    """About the person, so that their history shows it."""
    name, held = _name_of(assignment.role), assignment.is_active
    record(
        action=action,
        object_type="person",
        object_id=assignment.user_id,
        before={} if held else name,
        after=name if held else {},
    )


def _name_of(role: Role) -> Facts:
    return {"system": role.system.name, "role": role.name}
