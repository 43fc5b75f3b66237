from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from auth_service.access.models import RoleAssignment
from auth_service.accounts.models import User
from shared.errors import NotFound
from shared.identity.caller import Caller


def people() -> QuerySet[User]:
    """Everybody who was not deleted, with `roles_in_force` loaded."""
    return _with_roles(User.objects.present()).order_by("username")


def people_visible_to(caller: Caller) -> QuerySet[User]:
    """Those of them who are the caller's affair."""
    return _with_roles(User.objects.visible_to(caller)).order_by("username")


def person(user_id: int) -> User:
    """The person; NotFound when there is none or they were deleted."""
    found = people().filter(id=user_id).first()
    if found is None:
        raise NotFound(f"There is no person {user_id}")
    return found


def known_person(user_id: int) -> User:
    """Like `person`, deleted ones included: other services' history still names them."""
    found = known_people(ids=[user_id]).first()
    if found is None:
        raise NotFound(f"There is no person {user_id}")
    return found


def known_people(*, ids: Iterable[int] = (), emails: Iterable[str] = ()) -> QuerySet[User]:
    """People by id (deleted ones included) or, when no ids are given, by address."""
    ids, emails = list(ids), [email.lower() for email in emails]
    if ids:
        found = User.objects.filter(id__in=ids)
    else:
        present = User.objects.present().annotate(address=Lower("email"))
        found = present.filter(address__in=emails)
    return _with_roles(found).order_by("id")


def _with_roles(users: QuerySet[User]) -> QuerySet[User]:
    held = RoleAssignment.objects.in_force().select_related("role__system")
    ordered = held.order_by("role__system__name", "role__name")
    return users.prefetch_related(Prefetch("assignments", ordered, to_attr="roles_in_force"))
