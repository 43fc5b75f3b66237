"""Telling the other services what changed: versions rise under a lock, messages in the outbox."""

from django.db import transaction
from django.utils import timezone

from auth_service.access.models import Role, RoleAssignment
from auth_service.accounts.models import User
from auth_service.availability.content import availability_content
from auth_service.availability.models import Availability
from auth_service.availability.selectors import all_availability
from auth_service.sync.content import assignment_content, role_content
from shared.contracts.roles import SyncAssignment, SyncAvailability, SyncRole
from shared.outbox.services import publish

BATCH = 500


def announce_role(role: Role) -> None:
    """Publish the role as it stands."""
    publish(SyncRole(payload={"role": role_content(role)}))


def announce_assignment(assignment: RoleAssignment) -> None:
    """Publish the assignment as it stands."""
    publish(SyncAssignment(payload={"user_system_role": assignment_content(assignment)}))


def announce_availability(availability: Availability) -> None:
    """Publish when the person works as it stands."""
    content = availability_content(availability, timezone.now())
    publish(SyncAvailability(payload={"availability": content}))


@transaction.atomic
def announce_person(user: User) -> None:
    """Publish every role the person holds, with new versions: name, address or state changed."""
    held = RoleAssignment.objects.select_for_update(of=("self",)).filter(user=user, is_active=True)
    for assignment in held.select_related("role__system").order_by("id"):
        assignment.user = user
        assignment.version += 1
        assignment.save(update_fields=["version"])
        announce_assignment(assignment)


@transaction.atomic
def announce_past(user: User) -> None:
    """Publish every role the person ever held: other services keep the name with those, too."""
    rows = RoleAssignment.objects.select_for_update(of=("self",)).filter(user=user)
    for assignment in rows.select_related("role__system").order_by("id"):
        assignment.user = user
        assignment.version += 1
        assignment.save(update_fields=["version"])
        announce_assignment(assignment)


def announce_everything() -> tuple[int, int, int]:
    """Publish roles, assignments and availability again, versions unchanged; how many of each.

    Taken in batches, each read under a lock: a message with an old state must not follow a newer.
    """
    return _announce_roles(), _announce_assignments(), _announce_availability()


def _announce_roles() -> int:
    ids = list(Role.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            batch = Role.objects.filter(id__in=ids[start : start + BATCH]).order_by("id")
            for role in batch.select_related("system").select_for_update(of=("self",)):
                announce_role(role)
    return len(ids)


def _announce_assignments() -> int:
    ids = list(RoleAssignment.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            batch = RoleAssignment.objects.filter(id__in=ids[start : start + BATCH]).order_by("id")
            rows = batch.select_related("user", "role__system").select_for_update(of=("self",))
            for assignment in rows:
                announce_assignment(assignment)
    return len(ids)


def _announce_availability() -> int:
    ids = list(Availability.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            # Whoever changes it holds the lock of the person.
            people = User.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk")
            locked = list(people.select_for_update(no_key=True).values_list("pk", flat=True))
            for availability in all_availability().filter(pk__in=locked):
                announce_availability(availability)
    return len(ids)
