"""Changing when a person works. Each change is announced as a whole, with a new version."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from auth_service.accounts.models import User
from auth_service.accounts.services import locked_person
from auth_service.audit.services import record
from auth_service.availability.content import shift_content
from auth_service.availability.models import Availability, Leave, Shift
from auth_service.availability.selectors import leave_of
from auth_service.sync.services import announce_availability
from shared.errors import Conflict, FieldError, Invalid
from shared.http.preconditions import ANY_STATE, IfMatch

MOST_LEAVES = 100
LONGEST_LEAVE = timedelta(days=2 * 366)
KEPT = timedelta(days=366)
WEEK = 7 * 24 * 60


@transaction.atomic
def set_week(
    *, user_id: int, time_zone: str, shifts: Sequence[Mapping[str, Any]], seen: IfMatch = ANY_STATE
) -> None:
    """Replace the weekly shifts; none means any hour. Invalid when two overlap."""
    availability = _locked(user_id, seen)
    week = [Shift(availability=availability, **shift) for shift in shifts]
    _check_apart(week)
    before = _week(availability)
    availability.time_zone = time_zone
    availability.shifts.all().delete()
    Shift.objects.bulk_create(week)
    _changed(availability, "availability.week_changed", before=before, after=_week(availability))


@transaction.atomic
def add_leave(*, user_id: int, seen: IfMatch = ANY_STATE, **facts: Any) -> Leave:
    """A new leave from starts_at, ends_at, time_zone, note and stand_in_id.

    Conflict when the person has too many already.
    """
    availability = _locked(user_id, seen)
    if availability.leaves.count() >= MOST_LEAVES:
        raise Conflict(f"There are {MOST_LEAVES} leaves already: remove old ones first")
    leave = Leave(availability=availability, **facts)
    _check(leave)
    leave.save()
    _changed(availability, "leave.added", after=_times(leave))
    return leave


@transaction.atomic
def change_leave(
    *, user_id: int, leave_id: int, seen: IfMatch = ANY_STATE, **changes: Any
) -> Leave:
    """Set what is given; NotFound unless the leave is the person's."""
    availability = _locked(user_id, seen)
    leave = leave_of(user_id, leave_id)
    before = _times(leave)
    for name, value in changes.items():
        setattr(leave, name, value)
    _check(leave)
    leave.save()
    _changed(availability, "leave.changed", before=before, after=_times(leave))
    return leave


@transaction.atomic
def remove_leave(*, user_id: int, leave_id: int, seen: IfMatch = ANY_STATE) -> None:
    """NotFound unless the leave is the person's."""
    availability = _locked(user_id, seen)
    leave = leave_of(user_id, leave_id)
    before = _times(leave)
    leave.delete()
    _changed(availability, "leave.removed", before=before)


@transaction.atomic
def forget(*, user_id: int) -> None:
    """Remove what is known of when the person worked, here and at the other services."""
    availability = Availability.objects.select_for_update().filter(pk=user_id).first()
    if availability is None:
        return
    availability.shifts.all().delete()
    availability.leaves.all().delete()
    availability.version += 1
    availability.time_zone = "UTC"
    availability.save()
    announce_availability(availability)


def purge() -> None:
    """Remove leave that ended a year ago; nobody else was told of it any more."""
    Leave.objects.filter(ends_at__lt=timezone.now() - KEPT).delete()


def _locked(user_id: int, seen: IfMatch) -> Availability:
    """Under the lock of the person, so that the row is made once and versions rise in order."""
    user = locked_person(user_id)
    availability, _ = Availability.objects.get_or_create(
        user=user, defaults={"time_zone": user.time_zone}
    )
    seen.check(availability)
    return availability


def _changed(
    availability: Availability,
    action: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    availability.version += 1
    availability.save(update_fields=["time_zone", "version"])
    record(
        action=action,
        object_type="person",
        object_id=availability.pk,
        before=before,
        after=after,
    )
    announce_availability(availability)


def _check(leave: Leave) -> None:
    if leave.ends_at <= leave.starts_at:
        raise _invalid("ends_at", "must be after starts_at")
    if leave.ends_at - leave.starts_at > LONGEST_LEAVE:
        raise _invalid("ends_at", f"must be within {LONGEST_LEAVE.days} days of starts_at")
    if leave.stand_in_id is None:
        return
    if leave.stand_in_id == leave.availability_id:
        raise _invalid("stand_in_id", "must be somebody else")
    if not User.objects.present().filter(pk=leave.stand_in_id, is_active=True).exists():
        raise _invalid("stand_in_id", "there is no such active person")


def _check_apart(week: Sequence[Shift]) -> None:
    runs = sorted(shift.minutes() for shift in week)
    # The first shift follows on the last one, a week later.
    around = [*runs, *((begin + WEEK, end + WEEK) for begin, end in runs[:1])]
    if any(later[0] < earlier[1] for earlier, later in pairwise(around)):
        raise _invalid("shifts", "two of them overlap")


def _invalid(field: str, message: str) -> Invalid:
    return Invalid("Validation failed", [FieldError(field, message)])


def _week(availability: Availability) -> dict[str, Any]:
    shifts = [shift_content(shift) for shift in availability.shifts.all()]
    return {"time_zone": availability.time_zone, "shifts": shifts}


def _times(leave: Leave) -> dict[str, Any]:
    """Without the note, which may say more about a person than the audit should keep."""
    return {
        "starts_at": leave.starts_at.isoformat(),
        "ends_at": leave.ends_at.isoformat(),
        "stand_in_id": leave.stand_in_id,
    }
