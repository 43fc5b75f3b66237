"""When people work, and the moment at which the clock of the tests stands."""

from datetime import UTC, datetime

from shared.contracts.roles import SyncAvailability

# A Monday.
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE = [{"weekday": day, "starts": "08:00", "ends": "17:00"} for day in range(1, 6)]


def availability(who, *, version=1, shifts=(), leave=None, stand_in=None, zone="Europe/Berlin"):
    """What auth_service tells of somebody's shifts, and of one leave from and until when."""
    leaves = [
        {"starts_at": starts, "ends_at": ends, "time_zone": zone, "stand_in_id": stand_in}
        for starts, ends in ([leave] if leave else [])
    ]
    content = {"user_id": who.id, "time_zone": zone, "shifts": list(shifts), "leaves": leaves}
    return SyncAvailability(payload={"availability": {**content, "version": version}})
