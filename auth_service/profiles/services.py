"""What people change about themselves."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from auth_service.access.models import RoleAssignment
from auth_service.accounts.models import User
from auth_service.accounts.services import change_person, locked_person
from auth_service.audit.actors import Actor
from auth_service.audit.services import record
from auth_service.constraints import refusing_duplicates
from auth_service.letters.quotas import Quota
from auth_service.letters.services import page, write
from auth_service.links.people import locked_owner
from auth_service.links.services import Purpose, issue, redeem, withdraw
from auth_service.revocations.services import refuse_older_tokens
from auth_service.sync.services import announce_person
from auth_service.tokens.services.confirming import confirm_password
from shared.errors import Conflict, FieldError, Invalid
from shared.http.preconditions import ANY_STATE, IfMatch

LINK_LIFETIME = timedelta(hours=24)
MAILS = Quota("confirm_email", most=3, window=timedelta(hours=1))
BY_DEPARTMENT = "tasks.view_department"


@transaction.atomic
def change_profile(*, user_id: int, seen: IfMatch = ANY_STATE, **changes: Any) -> User:
    """Set what is given of one's own name, department, language, time zone and theme.

    Conflict for the department of somebody who sees tickets by department.
    """
    if "department" in changes:
        _check_department(locked_person(user_id), changes["department"])
    return change_person(user_id=user_id, seen=seen, **changes)


def ask_for_new_address(*, user_id: int, email: str, password: str) -> None:
    """Mail a link to a new address of one's own; the old one stays until the link is followed.

    Invalid for a wrong password or the present address. Nothing tells whether the address is
    somebody else's already: then no mail is sent.
    """
    confirm_password(user_id=user_id, password=password)
    _send_link(user_id, email)


@transaction.atomic
def confirm_address(*, token: str) -> None:
    """Make the address that the link was sent to the person's own.

    LinkInvalid when the link is of no use, Conflict when the address was taken meanwhile.
    """
    link = redeem(purpose=Purpose.CONFIRM_EMAIL, token=token)
    user = locked_owner(link)
    former, user.email = user.email, link.address
    with refusing_duplicates():
        user.save(update_fields=["email", "updated_at"])
    # A link to the old address must not reset the password of the new one's reader.
    withdraw(purpose=Purpose.PASSWORD_RESET, subject_id=user.pk)
    # The address is a claim by which requesters are recognised.
    refuse_older_tokens(User.objects.filter(pk=user.pk).distrust_tokens())
    announce_person(user)
    record(
        action="email.changed",
        object_type="person",
        object_id=user.pk,
        before={"email": former},
        after={"email": user.email},
        actor=Actor.person(user),
    )
    _tell_former_address(user, former)


def _check_department(user: User, department: str) -> None:
    held = RoleAssignment.objects.in_force().filter(user=user)
    bound = held.filter(role__permissions__contains=[BY_DEPARTMENT]).exists()
    if bound and department != user.department:
        fault = FieldError("department", "is set by an Admin")
        raise Conflict("Your department decides which tickets you see", [fault])


@transaction.atomic
def _send_link(user_id: int, email: str) -> None:
    user = locked_person(user_id)
    if email.lower() == user.email.lower():
        raise Invalid("Validation failed", [FieldError("email", "is your address already")])
    taken = User.objects.addressed(email).exists()
    if taken or not MAILS.take(email):
        return
    token = issue(
        purpose=Purpose.CONFIRM_EMAIL, subject_id=user.pk, address=email, lifetime=LINK_LIFETIME
    )
    record(
        action="email.change_asked",
        object_type="person",
        object_id=user.pk,
        after={"email": email},
    )
    write(
        email,
        "profile_change",
        "Confirm your new address",
        f"Hello {user.full_name},\n\nPlease confirm that this is your new address. Until then "
        "everything goes to the old one.",
        link=page("/confirm-email", token),
        label="New address",
        action="Confirm the address",
        why="Somebody with an account entered this address as theirs.",
        expires_at=timezone.now() + LINK_LIFETIME,
    )


def _tell_former_address(user: User, former: str) -> None:
    # Not by user id: that would reach the new address.
    write(
        former,
        "profile_change",
        "The address of your account was changed",
        f"Hello {user.full_name},\n\nYour account has another address from now on; this one gets "
        "no more mails. If that was not you, tell your administrator at once.",
        label="Address changed",
        why="This was the address of your account.",
    )
