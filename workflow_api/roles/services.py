"""Keeping the copy of roles equal to auth_service's, whatever the order messages arrive in."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from shared.errors import Unavailable
from shared.identity.services import ServiceClient
from shared.integrations.retrying import Sleep
from workflow_api.roles import drift
from workflow_api.roles.departures import end, note_departures
from workflow_api.roles.facts import AvailabilityFacts, MemberFacts, RoleFacts
from workflow_api.roles.models import Availability, PendingAssignment, Role, RoleMember

SNAPSHOT = "/api/v1/tts/role-snapshot/"
log = structlog.get_logger()


@transaction.atomic
def sync_role(*, content: Mapping[str, Any]) -> None:
    """Take over a role unless a newer state of it is known; waiting assignments follow."""
    facts = RoleFacts.read(content)
    _one_at_a_time(facts.id)
    role, created = Role.objects.get_or_create(
        id=facts.id, defaults={**_columns(facts), "version": facts.version or 0}
    )
    if not created and not _is_late(facts.version, role.version):
        for column, value in _columns(facts).items():
            setattr(role, column, value)
        role.version = role.version if facts.version is None else facts.version
        role.save()
    _admit_waiting(role)


@transaction.atomic
def sync_assignment(*, content: Mapping[str, Any]) -> None:
    """Take over an assignment unless a newer state is known; without its role it waits."""
    facts = MemberFacts.read(content)
    _one_at_a_time(facts.role_id)
    role = Role.objects.filter(id=facts.role_id).first()
    if role is None:
        _wait(facts, content)
    else:
        _admit(role, facts)


@transaction.atomic
def sync_person(*, content: Mapping[str, Any]) -> None:
    """Take over all roles of a person at once (the older form); others are not theirs any more."""
    listed = sorted(content["system_roles"], key=lambda entry: int(entry["role_id"]))
    for entry in listed:
        sync_assignment(content={**content, **entry})
    kept = [entry["role_id"] for entry in listed]
    held = RoleMember.objects.filter(user_id=content["user_id"], is_active=True)
    end(held.exclude(role_id__in=kept))
    PendingAssignment.objects.filter(user_id=content["user_id"]).exclude(role_id__in=kept).delete()


@transaction.atomic
def sync_availability(*, content: Mapping[str, Any]) -> None:
    """Take over when a person works unless a newer state of it is known."""
    facts = AvailabilityFacts.read(content)
    state = {"content": facts.content, "version": facts.version}
    known = Availability(user_id=facts.user_id, **state)
    # One of two first messages finds the other's row, and then asks which is newer.
    Availability.objects.bulk_create([known], ignore_conflicts=True)
    older = Availability.objects.filter(user_id=facts.user_id, version__lt=facts.version)
    older.update(**state)


def reconcile(*, sleep: Sleep = time.sleep) -> None:
    """Compare with auth_service's snapshot and repair what messages missed.

    Runs every hour; when auth_service cannot be asked the copy stays as it is until then.
    """
    asked_at = timezone.now()
    try:
        snapshot = ServiceClient(settings.AUTH_URL, sleep=sleep).get(SNAPSHOT)
    except Unavailable as error:
        log.warning("roles_not_reconciled", error_message=str(error))
        return
    apply_snapshot(
        roles=snapshot["roles"],
        assignments=snapshot["assignments"],
        # An auth_service of the version before does not tell.
        availability=snapshot.get("availability", ()),
        taken_at=asked_at,
    )


@transaction.atomic
def apply_snapshot(
    *,
    roles: Sequence[Mapping[str, Any]],
    assignments: Sequence[Mapping[str, Any]],
    taken_at: datetime,
    availability: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Take over everything by the same rules as its messages, and end roles and assignments that
    auth_service does not know. Each correction of those is kept in the audit."""
    before = drift.state()
    for role in roles:
        sync_role(content=role)
    for assignment in assignments:
        sync_assignment(content=assignment)
    for person in availability:
        sync_availability(content=person)
    drift.end_unknown(roles, assignments, known_before=taken_at - drift.MARGIN)
    corrected = drift.audit(before)
    if corrected:
        log.warning("roles_corrected", count=corrected)


def _one_at_a_time(role_id: int) -> None:
    """Let no other change of this role in until the transaction ends.

    A lock on the row would not do: an assignment may find no row while another worker is
    making it, and would then wait for a role that has already come.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('role', %s))", [role_id])


def _columns(facts: RoleFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "system": facts.system,
        "description": facts.description,
        "is_active": facts.is_active,
        "synced_at": timezone.now(),
    }


def _is_late(arriving: int | None, known: int) -> bool:
    return arriving is not None and arriving < known


def _wait(facts: MemberFacts, content: Mapping[str, Any]) -> None:
    version = facts.version or 0
    waiting, created = PendingAssignment.objects.get_or_create(
        role_id=facts.role_id,
        user_id=facts.user_id,
        defaults={"content": dict(content), "version": version},
    )
    if not created and not _is_late(facts.version, waiting.version):
        waiting.content, waiting.version = dict(content), version
        waiting.save(update_fields=["content", "version"])


def _admit_waiting(role: Role) -> None:
    waiting = PendingAssignment.objects.filter(role_id=role.id)
    for assignment in waiting:
        _admit(role, MemberFacts.read(assignment.content))
    waiting.delete()


def _admit(role: Role, facts: MemberFacts) -> None:
    columns = {
        "username": facts.username,
        "full_name": facts.full_name,
        "email": facts.email,
        "is_active": facts.is_active,
        "assigned_at": facts.assigned_at,
        # What the older form leaves out is not unknown again.
        **({} if facts.department is None else {"department": facts.department}),
    }
    member, created = RoleMember.objects.select_for_update().get_or_create(
        role=role,
        user_id=facts.user_id,
        defaults={**columns, "version": facts.version or 0},
    )
    if created or _is_late(facts.version, member.version):
        return
    if member.is_active and not facts.is_active:
        note_departures([member])
    for column, value in columns.items():
        setattr(member, column, value)
    if facts.version is not None:
        member.version = facts.version
    # Not the turns: they belong to whoever hands out work.
    member.save(update_fields=[*columns, "version"])
