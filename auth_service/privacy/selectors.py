"""What auth_service knows of a person."""

from typing import Any

from django.db.models import Q, QuerySet

from auth_service.access.models import RoleAssignment
from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.availability.models import Leave, Shift
from auth_service.employees.models import Registration
from auth_service.invitations.models import Invitation
from auth_service.links.models import SingleUseLink
from auth_service.recovery.models import ResetRequest
from auth_service.second_factor.models import SecondFactor
from auth_service.tokens.models import Session
from shared.errors import NotFound

NEWEST_ACTS = 10_000
OWN_LINKS = (SingleUseLink.Purpose.PASSWORD_RESET, SingleUseLink.Purpose.CONFIRM_EMAIL)


def whoever(user_id: int) -> User:
    """The person, deleted ones included; NotFound when there never was one."""
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise NotFound(f"There is no person {user_id}")
    return found


def traces_of(user: User) -> dict[str, QuerySet]:
    """Rows about the person by what they are, besides the account, its roles and the audit."""
    return {
        "sessions": Session.objects.filter(user=user),
        "second_factors": SecondFactor.objects.filter(user=user),
        "recovery_codes": user.recovery_codes.all(),
        "known_devices_and_networks": user.known_traits.all(),
        "mailed_links": SingleUseLink.objects.filter(purpose__in=OWN_LINKS, subject_id=user.pk),
        "shifts": Shift.objects.filter(availability=user.pk),
        "leaves": Leave.objects.filter(availability=user.pk),
        "reset_requests": ResetRequest.objects.filter(
            Q(login__iexact=user.username) | Q(login__iexact=user.email)
        ),
        "registrations": Registration.objects.filter(Q(person=user) | Q(email__iexact=user.email)),
        "invitations": Invitation.objects.filter(Q(person=user) | Q(email__iexact=user.email)),
    }


def export_of(user: User) -> dict[str, Any]:
    """Everything that auth_service knows of the person but secrets, ready for JSON."""
    return {
        "person": _person(user),
        "roles": _rows(
            RoleAssignment.objects.filter(user=user).order_by("id"),
            *("role__system__name", "role__name", "is_active", "assigned_at"),
        ),
        "sessions": _rows(
            Session.objects.filter(user=user).order_by("created_at"),
            *("address", "user_agent", "created_at", "last_used_at", "revoked_at"),
        ),
        "second_factors": _rows(user.second_factors.order_by("id"), "method", "confirmed_at"),
        "shifts": _rows(traces_of(user)["shifts"], "weekday", "starts", "ends"),
        "leaves": _rows(
            traces_of(user)["leaves"], "starts_at", "ends_at", "time_zone", "note", "stand_in_id"
        ),
        "invitations": _rows(
            traces_of(user)["invitations"].order_by("id"),
            *("email", "full_name", "department", "created_at", "accepted_at", "revoked_at"),
        ),
        "registrations": _rows(
            traces_of(user)["registrations"].order_by("id"),
            *("email", "full_name", "department", "status", "reason", "created_at", "decided_at"),
        ),
        "audit": _acts(user),
    }


def _person(user: User) -> dict[str, Any]:
    names = ("id", "username", "email", "full_name", "department", "language", "time_zone")
    states = ("theme", "is_active", "created_at", "updated_at", "deleted_at")
    return {name: getattr(user, name) for name in (*names, *states)}


def _acts(user: User) -> list[dict[str, Any]]:
    about = Q(actor_id=user.pk) | Q(object_type="person", object_id=str(user.pk))
    newest = AuditEvent.objects.filter(about).order_by("-id")[:NEWEST_ACTS]
    return _rows(newest, "at", "actor_id", "action", "before", "after", "address", "user_agent")


def _rows(rows: QuerySet, *fields: str) -> list[dict[str, Any]]:
    return list(rows.values(*fields))
