from collections.abc import Iterable

from django.db.models import Q

from notification_service.people.models import KnownRole

Role = tuple[str, str]


def known_holders(roles: Iterable[Role]) -> dict[Role, list[int]]:
    """User ids by (system, role), from the copies alone."""
    wanted = Q(pk__in=list(roles))
    return {(one.system, one.role): list(one.user_ids) for one in KnownRole.objects.filter(wanted)}
