"""What sync messages and the snapshot say about roles and members, in one form."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Self

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from shared.errors import FieldError, Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """`version` is None in the older form, which carries none: it then always counts."""

    id: int
    name: str
    system: str
    description: str
    is_active: bool
    version: int | None

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Accept `id` or `role_id`, `name` or `role_name`; Invalid names what is missing."""
        return cls(
            id=_whole(raw, "id", "role_id"),
            name=_text(raw, 150, "name", "role_name"),
            system=str(raw.get("system") or "TTS")[:32],
            description=str(raw.get("description") or ""),
            is_active=raw.get("is_active") is not False,
            version=raw.get("version"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """One person's assignment to one role."""

    user_id: int
    role_id: int
    username: str
    full_name: str
    email: str
    # None in the form of before, which does not tell.
    department: str | None
    is_active: bool
    assigned_at: datetime
    version: int | None

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            user_id=_whole(raw, "user_id"),
            role_id=_whole(raw, "role_id"),
            username=str(raw.get("username") or "")[:150],
            full_name=str(raw.get("user_full_name") or raw.get("full_name") or "")[:200],
            email=str(raw.get("email") or "")[:254],
            department=_department(raw.get("department")),
            is_active=raw.get("is_active") is not False,
            assigned_at=_moment(raw.get("assigned_at")),
            version=raw.get("version"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityFacts:
    """Leave and shifts of one person, checked: assignment relies on every part of it."""

    user_id: int
    version: int
    content: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Invalid names a time zone that is unknown here and a time without an offset."""
        for zone in (raw["time_zone"], *(leave["time_zone"] for leave in raw["leaves"])):
            if zone not in _time_zones():
                raise _missing("time_zone", f"{zone} is not a time zone of the IANA database")
        for leave in raw["leaves"]:
            if not all(_has_offset(leave[name]) for name in ("starts_at", "ends_at")):
                raise _missing("leaves", "Must start and end at times with an offset")
        content = {name: raw[name] for name in ("time_zone", "shifts", "leaves")}
        return cls(user_id=_whole(raw, "user_id"), version=raw["version"], content=content)


def _department(value: Any) -> str | None:
    return value.strip()[:100] if isinstance(value, str) else None


def _has_offset(value: str) -> bool:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return moment.tzinfo is not None


@cache
def _time_zones() -> set[str]:
    return zoneinfo.available_timezones()


def _whole(raw: Mapping[str, Any], *names: str) -> int:
    for name in names:
        value = raw.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63:
            return value
    raise _missing(names[0], "Must be a whole number above 0")


def _text(raw: Mapping[str, Any], limit: int, *names: str) -> str:
    for name in names:
        value = raw.get(name)
        if isinstance(value, str) and 0 < len(value.strip()) <= limit:
            return value.strip()
    raise _missing(names[0], f"Must be text of 1 to {limit} characters")


def _moment(value: Any) -> datetime:
    moment = parse_datetime(value) if isinstance(value, str) else None
    if moment is None:
        return timezone.now()
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _missing(field: str, problem: str) -> Invalid:
    return Invalid(f"{field}: {problem}", [FieldError(field, problem)])
