"""What other services are told of a person's availability (shared/contracts/roles.py)."""

from datetime import UTC, datetime
from typing import Any

from auth_service.availability.models import Availability, Leave, Shift


def availability_content(availability: Availability, now: datetime) -> dict[str, Any]:
    """The `availability` of tts.availability.sync: the week, and leave that has not ended."""
    leaves = [leave for leave in availability.leaves.all() if leave.ends_at > now]
    return {
        "user_id": availability.pk,
        "time_zone": availability.time_zone,
        "shifts": [shift_content(shift) for shift in availability.shifts.all()],
        "leaves": [_leave_content(leave) for leave in leaves],
        "version": availability.version,
    }


def shift_content(shift: Shift) -> dict[str, Any]:
    return {
        "weekday": shift.weekday,
        "starts": f"{shift.starts:%H:%M}",
        "ends": f"{shift.ends:%H:%M}",
    }


def _leave_content(leave: Leave) -> dict[str, Any]:
    return {
        "starts_at": leave.starts_at.astimezone(UTC).isoformat(),
        "ends_at": leave.ends_at.astimezone(UTC).isoformat(),
        "time_zone": leave.time_zone,
        "stand_in_id": leave.stand_in_id,
    }
