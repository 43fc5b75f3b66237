"""Inviting people: the roles are chosen by an Admin, name and password by the invited."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from auth_service.access.models import Role
from auth_service.access.services import grant_role
from auth_service.accounts.models import User
from auth_service.accounts.services import create_person, free_username
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.invitations.models import Invitation
from auth_service.letters.services import page, write
from auth_service.links.services import LinkInvalid, Purpose, issue, redeem, withdraw
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.http.preconditions import ANY_STATE, IfMatch

LIFETIME = timedelta(days=7)


@transaction.atomic
def invite(
    *, email: str, full_name: str, role_ids: Sequence[int], invited_by: int, department: str = ""
) -> Invitation:
    """Offer an account with these roles to an address.

    Invalid for a role that is not active, Conflict when the address has an account or an open
    invitation.
    """
    roles = _roles(role_ids)
    if User.objects.addressed(email).exists():
        raise Conflict("This email is already taken", [FieldError("email", "has an account")])
    with refusing_duplicates():
        invitation = Invitation.objects.create(
            email=email,
            full_name=full_name,
            department=department,
            invited_by_id=invited_by,
            expires_at=timezone.now() + LIFETIME,
        )
    invitation.roles.set(roles)
    _note(invitation, "invitation.created", roles=[role.name for role in roles])
    _send(invitation)
    return invitation


@transaction.atomic
def resend(*, invitation_id: int) -> Invitation:
    """A new link, good for another seven days; the old one stops working.

    Conflict when the invitation was accepted or revoked.
    """
    invitation = _open(invitation_id)
    invitation.expires_at = timezone.now() + LIFETIME
    invitation.save(update_fields=["expires_at", "updated_at"])
    _note(invitation, "invitation.resent")
    _send(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation_id: int, seen: IfMatch = ANY_STATE) -> None:
    """Take the offer back. Conflict when it was accepted or revoked before."""
    invitation = _open(invitation_id)
    seen.check(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at", "updated_at"])
    withdraw(purpose=Purpose.INVITATION, subject_id=invitation.pk)
    _note(invitation, "invitation.revoked")


@transaction.atomic
def accept(*, token: str, password: str, username: str = "", full_name: str = "") -> User:
    """The account of whoever followed the link, with the roles that were offered.

    LinkInvalid when the link was used, replaced or has expired; Invalid for a weak password and
    Conflict for a user name that is taken, both of which leave the link usable. Without
    `username` one is made from the address.
    """
    link = redeem(purpose=Purpose.INVITATION, token=token)
    invitation = _offer(link.subject_id)
    user = create_person(
        username=username or free_username(invitation.email),
        email=invitation.email,
        full_name=full_name or invitation.full_name,
        department=invitation.department,
        password=password,
    )
    # A role that was deactivated meanwhile is not given any more.
    for role in invitation.roles.filter(is_active=True).order_by("id"):
        grant_role(user_id=user.pk, role_id=role.pk)
    invitation.accepted_at, invitation.person = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "person", "updated_at"])
    _note(invitation, "invitation.accepted", actor=Actor.person(user), person=user.pk)
    return user


def _roles(role_ids: Sequence[int]) -> list[Role]:
    found = list(Role.objects.filter(id__in=role_ids, is_active=True).order_by("id"))
    unknown = sorted(set(role_ids) - {role.pk for role in found})
    if unknown:
        text = f"there is no active role {', '.join(map(str, unknown))}"
        raise Invalid("Validation failed", [FieldError("role_ids", text)])
    return found


def _open(invitation_id: int) -> Invitation:
    locked = Invitation.objects.select_for_update(no_key=True)
    invitation = locked.filter(id=invitation_id).first()
    if invitation is None:
        raise NotFound(f"There is no invitation {invitation_id}")
    if invitation.accepted_at or invitation.revoked_at:
        raise Conflict(f"This invitation was {invitation.status} already")
    return invitation


def _offer(invitation_id: int) -> Invitation:
    locked = Invitation.objects.open().select_for_update(no_key=True)
    invitation = locked.filter(id=invitation_id).first()
    if invitation is None:
        raise LinkInvalid
    return invitation


def _send(invitation: Invitation) -> None:
    token = issue(
        purpose=Purpose.INVITATION,
        subject_id=invitation.pk,
        address=invitation.email,
        lifetime=LIFETIME,
    )
    host = invitation.invited_by.full_name
    write(
        invitation.email,
        "invitation",
        "You are invited to TTS",
        f"Hello {invitation.full_name},\n\n{host} invites you to the Ticket Tracking System. "
        "Choose a password to open your account. The link works once, within seven days.",
        link=page("/accept-invitation", token),
        why=f"{host} invited you to TTS.",
        expires_at=invitation.expires_at,
    )


def _note(invitation: Invitation, action: str, actor: Actor | None = None, **facts: Any) -> None:
    facts = {"email": invitation.email, **facts}
    record(
        action=action,
        object_type="invitation",
        object_id=invitation.pk,
        after=facts,
        actor=actor,
    )
