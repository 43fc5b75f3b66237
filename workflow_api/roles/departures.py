"""People who leave a role: noted, so that their work is looked after."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from workflow_api.roles.models import Departure, RoleMember


def end(members: QuerySet[RoleMember]) -> None:
    """Take active members out of their roles."""
    leaving = list(members.filter(is_active=True).select_related("role"))
    RoleMember.objects.filter(pk__in=[member.pk for member in leaving]).update(is_active=False)
    note_departures(leaving)


def note_departures(members: Iterable[RoleMember]) -> None:
    """Whoever hands out work finds these; once is enough for somebody who comes and goes."""
    now = timezone.now()
    Departure.objects.bulk_create(
        [
            Departure(role_name=member.role.name, user_id=member.user_id, left_at=now)
            for member in members
        ],
        update_conflicts=True,
        unique_fields=["role_name", "user_id"],
        update_fields=["left_at"],
    )
