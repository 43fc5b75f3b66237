"""Whose availability somebody may look at or change, and what it is."""

from django.db.models import Q, QuerySet

from auth_service.accounts.models import User
from auth_service.availability.models import Availability, Leave
from shared.errors import NotFound
from shared.identity.caller import Caller
from shared.identity.rights import Action, Reach, decide


def subject(caller: Caller, user_id: int, *, changing: bool) -> User:
    """The person, if they are the caller's affair; else NotFound."""
    found = _within_reach(caller, changing=changing).filter(pk=user_id).first()
    if found is None:
        raise NotFound(f"There is no person {user_id}")
    return found


def availability_of(user: User) -> Availability:
    """With shifts and leaves loaded; not stored yet for whoever never said anything."""
    found = all_availability().filter(pk=user.pk).first()
    return found or Availability(user=user, time_zone=user.time_zone)


def all_availability() -> QuerySet[Availability]:
    return Availability.objects.prefetch_related("shifts", "leaves__stand_in").order_by("pk")


def leave_of(user_id: int, leave_id: int) -> Leave:
    """NotFound unless it is that person's."""
    found = Leave.objects.filter(availability=user_id, pk=leave_id).first()
    if found is None:
        raise NotFound(f"There is no leave {leave_id}")
    return found


def _within_reach(caller: Caller, *, changing: bool) -> QuerySet[User]:
    present = User.objects.present()
    reach = decide(caller.roles, Action.DIRECT).reach
    reads_all = not changing and decide(caller.roles, Action.READ_ADMINISTRATION).allowed
    if reach is Reach.ALL or reads_all:
        return present
    own = Q(pk=caller.id)
    if reach is Reach.DEPARTMENT:
        department = present.filter(pk=caller.id).values_list("department", flat=True).first()
        own |= Q(department__iexact=department) if department else Q()
    return present.filter(own)
