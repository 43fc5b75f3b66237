"""What is asked of capacities."""

from collections.abc import Collection

from workflow_api.capacity.models import Capacity


def own_capacities(people: Collection[int]) -> dict[int, int]:
    """The capacities of those of these people who have one of their own."""
    known = Capacity.objects.filter(user_id__in=people)
    return dict(known.values_list("user_id", "items"))
